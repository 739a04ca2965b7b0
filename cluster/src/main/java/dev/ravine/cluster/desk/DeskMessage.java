package dev.ravine.cluster.desk;

import dev.ravine.cluster.wire.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A text that a desk takes note of.
sealed interface DeskMessage extends DeskOperation<Boolean> permits Vacate, Refuse {

  /// Which operation it is.
  byte code();

  /// What it says.
  String text();

  @Override
  default void write(DataOutput out) throws IOException {
    out.writeByte(code());
    Fields.writeText(text(), out);
  }

  @Override
  default void writeResult(Boolean result, DataOutput out) throws IOException {
    out.writeBoolean(result);
  }

  @Override
  default Boolean readResult(DataInput in) throws IOException {
    return in.readBoolean();
  }
}
