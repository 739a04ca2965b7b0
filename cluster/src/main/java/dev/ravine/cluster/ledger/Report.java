package dev.ravine.cluster.ledger;

import dev.ravine.cluster.downpour.Traffic;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A replica tells what it has done since its last report, and asks for steps.
///
/// @param replica its number
/// @param number 1 for its first report, and so on: one that comes again is counted once
/// @param losses of the steps that were done since the last report
/// @param left whether it does no more, and shards have all it gathered
/// @param traffic all it has exchanged
/// @param wanted how many steps it would do
/// @param failure why the training can't go on, if so
/// @param lost why shards can't be asked any more, if so
public record Report(
    long replica,
    long number,
    List<Double> losses,
    boolean left,
    Traffic traffic,
    long wanted,
    Optional<String> failure,
    Optional<String> lost)
    implements LedgerOperation<Report.Orders> {

  /// What a replica is to do.
  public enum State {
    /// Steps.
    WORK,
    /// Ask again later.
    WAIT,
    /// Push what it has gathered, and ask again later.
    LEAVE,
    /// Nothing any more: its seat is not its own.
    GONE
  }

  /// The answer.
  ///
  /// @param state what to do
  /// @param steps how many, if any
  public record Orders(State state, long steps) {

    static final Orders GONE = new Orders(State.GONE, 0);

    static void write(Orders orders, DataOutput out) throws IOException {
      Fields.writeName(orders.state, out);
      out.writeLong(orders.steps);
    }

    static Orders read(DataInput in) throws IOException {
      return new Orders(Fields.readName(State.class, in), in.readLong());
    }
  }

  /// Copies the list.
  public Report {
    losses = List.copyOf(losses);
  }

  @Override
  public Orders applyTo(StepLedger ledger) {
    return ledger.report(this);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.REPORT);
    out.writeLong(replica);
    out.writeLong(number);
    Fields.writeAll(losses, (loss, to) -> to.writeDouble(loss), out);
    out.writeBoolean(left);
    writeTraffic(traffic, out);
    out.writeLong(wanted);
    Fields.writeOptional(failure, Fields::writeText, out);
    Fields.writeOptional(lost, Fields::writeText, out);
  }

  static Report read(DataInput in) throws IOException {
    return new Report(
        in.readLong(),
        in.readLong(),
        Fields.readAll(DataInput::readDouble, in),
        in.readBoolean(),
        readTraffic(in),
        in.readLong(),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in));
  }

  static void writeTraffic(Traffic traffic, DataOutput out) throws IOException {
    out.writeLong(traffic.acknowledged());
    out.writeLong(traffic.stale());
    out.writeLong(traffic.bytes());
  }

  static Traffic readTraffic(DataInput in) throws IOException {
    return new Traffic(in.readLong(), in.readLong(), in.readLong());
  }

  @Override
  public void writeResult(Orders orders, DataOutput out) throws IOException {
    Orders.write(orders, out);
  }

  @Override
  public Orders readResult(DataInput in) throws IOException {
    return Orders.read(in);
  }
}
