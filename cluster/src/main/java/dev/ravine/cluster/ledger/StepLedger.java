package dev.ravine.cluster.ledger;

import dev.ravine.cluster.wire.DoubleArrays;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which steps of a run are done, and who does those that are left: what its coordinator and its
/// replicas know of each other. It lies where shards lie, and is asked by operations, so that it
/// outlives whoever asks. A state machine without threads and clocks.
///
/// Steps are done in phases: an epoch, or what is left of it. The coordinator begins a phase and
/// ends it; a replica asks for steps, reports those it has done, and leaves the phase when there
/// are no more and shards have all it gathered.
public final class StepLedger {

  private final List<Seat> seats;
  private final long warmStart;
  private long nextReplica = 1;
  private long phase;
  private long last;
  private long allowed;
  private long taken;
  private long completed;
  private boolean ending = true;
  private long looks;
  private long forgotten;
  private final List<Double> losses = new ArrayList<>();
  private Optional<String> failure = Optional.empty();
  private Optional<String> lost = Optional.empty();
  private Optional<String> declined = Optional.empty();

  /// With empty seats.
  ///
  /// @param drawn how many batches were drawn before, from the part of each seat
  /// @param warmStart how many steps one replica does before the others join
  public StepLedger(List<Long> drawn, long warmStart) {
    seats = drawn.stream().map(Seat::new).toList();
    this.warmStart = warmStart;
  }

  private StepLedger(List<Seat> seats, long warmStart, DataInput in) throws IOException {
    this.seats = seats;
    this.warmStart = warmStart;
    nextReplica = in.readLong();
    phase = in.readLong();
    last = in.readLong();
    allowed = in.readLong();
    taken = in.readLong();
    completed = in.readLong();
    ending = in.readBoolean();
    looks = in.readLong();
    forgotten = in.readLong();
    for (double loss : DoubleArrays.read(in)) {
      losses.add(loss);
    }
    failure = Fields.readOptional(Fields::readText, in);
    lost = Fields.readOptional(Fields::readText, in);
    declined = Fields.readOptional(Fields::readText, in);
  }

  void write(DataOutput out) throws IOException {
    Fields.writeAll(seats, Seat::write, out);
    out.writeLong(warmStart);
    for (long number : new long[] {nextReplica, phase, last, allowed, taken, completed}) {
      out.writeLong(number);
    }
    out.writeBoolean(ending);
    out.writeLong(looks);
    out.writeLong(forgotten);
    DoubleArrays.write(losses.stream().mapToDouble(Double::doubleValue).toArray(), out);
    Fields.writeOptional(failure, Fields::writeText, out);
    Fields.writeOptional(lost, Fields::writeText, out);
    Fields.writeOptional(declined, Fields::writeText, out);
  }

  static StepLedger read(DataInput in) throws IOException {
    List<Seat> seats = Fields.readAll(Seat::read, in);
    return new StepLedger(seats, in.readLong(), in);
  }

  /// Gives a worker a free seat, or the one it has.
  ///
  /// @param worker a name that is its own
  /// @return empty if all are taken
  Optional<Join.Place> join(String worker) {
    Optional<Integer> own = seat(at -> seats.get(at).isOf(worker));
    Optional<Integer> found = own.or(() -> seat(at -> seats.get(at).isFree()));
    return found.map(number -> {
      Seat seat = seats.get(number);
      if (own.isEmpty()) {
        seat.take(nextReplica++, worker);
      }
      return new Join.Place(number, seat.replica(), seat.drawn());
    });
  }

  private Optional<Integer> seat(IntPredicate suits) {
    return IntStream.range(0, seats.size()).filter(suits).boxed().findFirst();
  }

  private Optional<Seat> of(long replica) {
    return seats.stream().filter(seat -> seat.replica() == replica).findFirst();
  }

  /// Notes that a worker will not take part.
  ///
  /// @param reason a sentence without its end
  void decline(String reason) {
    declined = Optional.of(reason);
  }

  /// A replica tells what it has done, and asks for more.
  Report.Orders report(Report report) {
    Optional<Seat> found = of(report.replica());
    if (found.isEmpty()) {
      return Report.Orders.GONE;
    }
    Seat seat = found.get();
    if (report.number() == seat.reports()) {
      return seat.orders();
    }
    completed += report.losses().size();
    losses.addAll(report.losses());
    failure = report.failure().or(() -> failure);
    lost = report.lost().or(() -> lost);
    seat.report(report);
    if (report.left()) {
      taken -= seat.giveBack();
    }
    boolean goesOn = report.failure().isEmpty() && report.lost().isEmpty();
    long granted = goesOn ? grant(report.wanted()) : 0;
    return seat.give(new Report.Orders(state(granted), granted));
  }

  private Report.State state(long granted) {
    if (granted > 0) {
      return Report.State.WORK;
    }
    return ending || taken >= last ? Report.State.LEAVE : Report.State.WAIT;
  }

  private long grant(long wanted) {
    boolean warm = completed >= warmStart;
    if (ending || (!warm && taken > completed)) {
      return 0;
    }
    long most = warm ? wanted : Math.min(wanted, warmStart - completed);
    long granted = Math.max(0, Math.min(most, Math.min(allowed, last) - taken));
    taken += granted;
    return granted;
  }

  /// A replica is alive.
  ///
  /// @return how often the coordinator has looked; empty if the replica's seat is not its own
  Optional<Long> beat(long replica) {
    return of(replica)
        .map(seat -> {
          seat.beat();
          return looks;
        });
  }

  /// A replica gives its seat up.
  void resign(long replica) {
    of(replica).ifPresent(Seat::resign);
  }

  /// Begins a phase; what is begun twice is begun once.
  ///
  /// @param number larger than that of phases before
  /// @param before how many steps are done
  /// @param end the last step of the phase
  void begin(long number, long before, long end) {
    if (number <= phase) {
      return;
    }
    phase = number;
    completed = before;
    taken = before;
    allowed = before;
    last = end;
    ending = false;
    losses.clear();
    forgotten = 0;
  }

  /// The coordinator looks.
  ///
  /// @param look what it allows, and what it knows already
  Look.Progress look(Look look) {
    looks++;
    if (look.phase() == phase) {
      allowed = Math.max(allowed, look.allowed());
      ending |= look.ending();
      int known = (int) (look.known() - forgotten);
      if (known > 0) {
        losses.subList(0, known).clear();
        forgotten += known;
      }
    }
    return new Look.Progress(
        phase,
        forgotten,
        losses,
        seats.stream().map(Seat::status).toList(),
        failure,
        lost,
        declined);
  }

  /// Takes a seat from a replica that nobody has heard of. What it was to do, others will.
  ///
  /// @param replica whose shards refuse it already
  /// @param acknowledged how many of its pushes were applied
  void evict(long replica, long acknowledged) {
    of(replica)
        .ifPresent(seat -> {
          taken -= seat.giveBack();
          seat.vacate(acknowledged);
        });
  }
}
