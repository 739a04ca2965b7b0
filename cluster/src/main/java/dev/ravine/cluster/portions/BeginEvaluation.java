package dev.ravine.cluster.portions;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Gives out the portions of an evaluation. One that began before begins no more.
///
/// @param number larger than those of evaluations before
public record BeginEvaluation(long number) implements BoardOperation<Boolean> {

  @Override
  public Boolean applyTo(PortionBoard board) {
    board.begin(number);
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(BoardWire.BEGIN);
    out.writeLong(number);
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
