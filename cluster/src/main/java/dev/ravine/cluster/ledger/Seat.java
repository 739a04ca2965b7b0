package dev.ravine.cluster.ledger;

import dev.ravine.cluster.downpour.Traffic;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A place for one replica, and what those that had it have done.
final class Seat {

  private long replica;
  private String worker = "";
  private long drawn;
  private long beats;
  private long reports;
  private long outstanding;
  private boolean left = true;
  private boolean resigned;
  private Report.Orders orders = Report.Orders.GONE;
  private Traffic before = Traffic.NONE;
  private Traffic own = Traffic.NONE;

  Seat(long drawn) {
    this.drawn = drawn;
  }

  boolean isFree() {
    return replica == 0;
  }

  boolean isOf(String name) {
    return !isFree() && worker.equals(name);
  }

  long replica() {
    return replica;
  }

  long drawn() {
    return drawn;
  }

  long reports() {
    return reports;
  }

  Report.Orders orders() {
    return orders;
  }

  void take(long number, String name) {
    replica = number;
    worker = name;
    reports = 0;
    left = true;
  }

  void resign() {
    resigned = true;
  }

  void beat() {
    beats++;
  }

  void report(Report report) {
    reports = report.number();
    beats++;
    drawn += report.losses().size();
    outstanding -= report.losses().size();
    own = report.traffic();
    left = report.left();
  }

  Report.Orders give(Report.Orders given) {
    orders = given;
    outstanding += given.steps();
    left &= given.steps() == 0;
    return given;
  }

  long giveBack() {
    long steps = outstanding;
    outstanding = 0;
    return steps;
  }

  void vacate(long acknowledged) {
    before = before.and(new Traffic(acknowledged, own.stale(), own.bytes()));
    own = Traffic.NONE;
    replica = 0;
    left = true;
    resigned = false;
  }

  Look.Status status() {
    return new Look.Status(replica, worker, drawn, beats, left, resigned, before.and(own));
  }

  static void write(Seat seat, DataOutput out) throws IOException {
    out.writeLong(seat.replica);
    Fields.writeText(seat.worker, out);
    out.writeLong(seat.drawn);
    out.writeLong(seat.beats);
    out.writeLong(seat.reports);
    out.writeLong(seat.outstanding);
    out.writeBoolean(seat.left);
    out.writeBoolean(seat.resigned);
    Report.Orders.write(seat.orders, out);
    Report.writeTraffic(seat.before, out);
    Report.writeTraffic(seat.own, out);
  }

  static Seat read(DataInput in) throws IOException {
    long replica = in.readLong();
    String worker = Fields.readText(in);
    Seat seat = new Seat(in.readLong());
    seat.replica = replica;
    seat.worker = worker;
    seat.beats = in.readLong();
    seat.reports = in.readLong();
    seat.outstanding = in.readLong();
    seat.left = in.readBoolean();
    seat.resigned = in.readBoolean();
    seat.orders = Report.Orders.read(in);
    seat.before = Report.readTraffic(in);
    seat.own = Report.readTraffic(in);
    return seat;
  }
}
