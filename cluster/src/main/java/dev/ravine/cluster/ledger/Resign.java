package dev.ravine.cluster.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A replica gives its seat up, though shards may not have answered all it pushed: its coordinator
/// has to evict it.
///
/// @param replica its number
public record Resign(long replica) implements LedgerOperation<Boolean> {

  @Override
  public Boolean applyTo(StepLedger ledger) {
    ledger.resign(replica);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.RESIGN);
    out.writeLong(replica);
  }

  static Resign read(DataInput in) throws IOException {
    return new Resign(in.readLong());
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
