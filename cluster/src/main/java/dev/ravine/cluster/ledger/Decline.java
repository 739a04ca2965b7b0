package dev.ravine.cluster.ledger;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Says that a worker will not take part.
///
/// @param reason a sentence without its end
public record Decline(String reason) implements LedgerOperation<Boolean> {

  @Override
  public Boolean applyTo(StepLedger ledger) {
    ledger.decline(reason);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(LedgerWire.DECLINE);
    Fields.writeText(reason, out);
  }

  static Decline read(DataInput in) throws IOException {
    return new Decline(Fields.readText(in));
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
