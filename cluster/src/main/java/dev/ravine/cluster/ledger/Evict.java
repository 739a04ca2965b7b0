package dev.ravine.cluster.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Takes a seat from a replica that nobody has heard of, and that shards refuse already.
///
/// @param replica its number
/// @param acknowledged how many of its pushes were applied
public record Evict(long replica, long acknowledged) implements LedgerOperation<Boolean> {

  @Override
  public Boolean applyTo(StepLedger ledger) {
    ledger.evict(replica, acknowledged);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.EVICT);
    out.writeLong(replica);
    out.writeLong(acknowledged);
  }

  static Evict read(DataInput in) throws IOException {
    return new Evict(in.readLong(), in.readLong());
  }

  @Override
  public void writeResult(Boolean done, DataOutput out) throws IOException {
    out.writeBoolean(done);
  }

  @Override
  public Boolean readResult(DataInput in) throws IOException {
    return in.readBoolean();
  }
}
