package dev.ravine.cluster.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Begins a phase.
///
/// @param phase larger than those before
/// @param before how many steps are done
/// @param last the last step of the phase
public record Begin(long phase, long before, long last) implements LedgerOperation<Boolean> {

  @Override
  public Boolean applyTo(StepLedger ledger) {
    ledger.begin(phase, before, last);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.BEGIN);
    out.writeLong(phase);
    out.writeLong(before);
    out.writeLong(last);
  }

  static Begin read(DataInput in) throws IOException {
    return new Begin(in.readLong(), in.readLong(), in.readLong());
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
