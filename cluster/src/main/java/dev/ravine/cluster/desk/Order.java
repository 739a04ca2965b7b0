package dev.ravine.cluster.desk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Gives out a stretch. What is ordered twice is done once.
///
/// @param stretch what is to be done
public record Order(Stretch stretch) implements DeskOperation<Boolean> {

  @Override
  public Boolean applyTo(RunDesk desk) {
    desk.order(stretch);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(DeskWire.ORDER);
    stretch.write(out);
  }

  @Override
  public void writeResult(Boolean result, DataOutput out) throws IOException {
    out.writeBoolean(result);
  }

  @Override
  public Boolean readResult(DataInput in) throws IOException {
    return in.readBoolean();
  }
}
