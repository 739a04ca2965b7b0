package dev.ravine.cluster.ledger;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Says that a replica is alive. It answers with how often the coordinator has looked, or nothing
/// if the replica's seat is not its own any more.
///
/// @param replica its number
public record Beat(long replica) implements LedgerOperation<Optional<Long>> {

  @Override
  public Optional<Long> applyTo(StepLedger ledger) {
    return ledger.beat(replica);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.BEAT);
    out.writeLong(replica);
  }

  static Beat read(DataInput in) throws IOException {
    return new Beat(in.readLong());
  }

  @Override
  public void writeResult(Optional<Long> looks, DataOutput out) throws IOException {
    Fields.writeOptional(looks, (count, to) -> to.writeLong(count), out);
  }

  @Override
  public Optional<Long> readResult(DataInput in) throws IOException {
    return Fields.readOptional(DataInput::readLong, in);
  }
}
