package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Brings the result of a stretch.
///
/// @param worker its name
/// @param result what it brings
public record Deliver(String worker, StretchResult result) implements DeskOperation<Boolean> {

  @Override
  public Boolean applyTo(RunDesk desk) {
    desk.deliver(worker, result);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(DeskWire.DELIVER);
    Fields.writeText(worker, out);
    result.write(out);
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
