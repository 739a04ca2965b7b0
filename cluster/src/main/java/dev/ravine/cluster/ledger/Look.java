package dev.ravine.cluster.ledger;

import dev.ravine.cluster.downpour.Traffic;
import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The coordinator looks how far replicas are, and says how far they may go.
///
/// @param phase that it is at
/// @param allowed the last step that may be taken now
/// @param ending whether no further step is to be taken
/// @param known how many losses of the phase it knows
public record Look(long phase, long allowed, boolean ending, long known)
    implements LedgerOperation<Look.Progress> {

  /// What it sees.
  ///
  /// @param phase that is going on
  /// @param from the number of the first loss, from 0 in each phase
  /// @param losses of steps, in the order in which they were reported
  /// @param seats all of them
  /// @param failure why a replica can't go on, if so
  /// @param lost why shards can't be asked any more, if so
  /// @param declined why a worker does not take part, if so
  public record Progress(
      long phase,
      long from,
      List<Double> losses,
      List<Status> seats,
      Optional<String> failure,
      Optional<String> lost,
      Optional<String> declined) {

    /// Copies the lists.
    public Progress {
      losses = List.copyOf(losses);
      seats = List.copyOf(seats);
    }

    /// How often each replica was heard of.
    public Map<Long, Long> beats() {
      return seats.stream()
          .filter(seat -> !seat.isFree())
          .collect(Collectors.toMap(Status::replica, Status::beats));
    }
  }

  /// A seat.
  ///
  /// @param replica who has it; 0: nobody
  /// @param worker who had it last
  /// @param drawn how many batches were drawn from its part of the examples
  /// @param beats how often its replica was heard of
  /// @param left whether nothing of its replica is under way
  /// @param resigned whether its replica has given it up
  /// @param traffic of all who had it
  public record Status(
      long replica,
      String worker,
      long drawn,
      long beats,
      boolean left,
      boolean resigned,
      Traffic traffic) {

    /// Whether nobody has it.
    public boolean isFree() {
      return replica == 0;
    }

    static void write(Status status, DataOutput out) throws IOException {
      out.writeLong(status.replica);
      Fields.writeText(status.worker, out);
      out.writeLong(status.drawn);
      out.writeLong(status.beats);
      out.writeBoolean(status.left);
      out.writeBoolean(status.resigned);
      Report.writeTraffic(status.traffic, out);
    }

    static Status read(DataInput in) throws IOException {
      return new Status(
          in.readLong(),
          Fields.readText(in),
          in.readLong(),
          in.readLong(),
          in.readBoolean(),
          in.readBoolean(),
          Report.readTraffic(in));
    }
  }

  @Override
  public Progress applyTo(StepLedger ledger) {
    return ledger.look(this);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.LOOK);
    out.writeLong(phase);
    out.writeLong(allowed);
    out.writeBoolean(ending);
    out.writeLong(known);
  }

  static Look read(DataInput in) throws IOException {
    return new Look(in.readLong(), in.readLong(), in.readBoolean(), in.readLong());
  }

  @Override
  public void writeResult(Progress progress, DataOutput out) throws IOException {
    out.writeLong(progress.phase);
    out.writeLong(progress.from);
    Fields.writeAll(progress.losses, (loss, to) -> to.writeDouble(loss), out);
    Fields.writeAll(progress.seats, Status::write, out);
    Fields.writeOptional(progress.failure, Fields::writeText, out);
    Fields.writeOptional(progress.lost, Fields::writeText, out);
    Fields.writeOptional(progress.declined, Fields::writeText, out);
  }

  @Override
  public Progress readResult(DataInput in) throws IOException {
    return new Progress(
        in.readLong(),
        in.readLong(),
        Fields.readAll(DataInput::readDouble, in),
        Fields.readAll(Status::read, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in));
  }
}
