package dev.ravine.cluster.ledger;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Asks for a seat. It answers with none if all are taken.
///
/// @param worker a name that is its own
public record Join(String worker) implements LedgerOperation<Optional<Join.Place>> {

  /// Where a replica works.
  ///
  /// @param seat which part of the examples is its own
  /// @param replica its number, unlike that of any other of the run
  /// @param drawn how many batches were drawn from that part
  public record Place(int seat, long replica, long drawn) {}

  @Override
  public Optional<Place> applyTo(StepLedger ledger) {
    return ledger.join(worker);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.JOIN);
    Fields.writeText(worker, out);
  }

  static Join read(DataInput in) throws IOException {
    return new Join(Fields.readText(in));
  }

  @Override
  public void writeResult(Optional<Place> place, DataOutput out) throws IOException {
    Fields.writeOptional(
        place,
        (given, to) -> {
          to.writeInt(given.seat);
          to.writeLong(given.replica);
          to.writeLong(given.drawn);
        },
        out);
  }

  @Override
  public Optional<Place> readResult(DataInput in) throws IOException {
    return Fields.readOptional(
        from -> new Place(from.readInt(), from.readLong(), from.readLong()), in);
  }
}
