package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.StepperState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Asks for what a shard's optimizer keeps.
public record SaveState() implements ShardOperation<Shard, StepperState> {

  @Override
  public StepperState applyTo(Shard shard) {
    return shard.state();
  }

  @Override
  public SaveState copy() {
    return this;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.SAVE);
  }

  @Override
  public void writeResult(StepperState state, DataOutput out) throws IOException {
    StepperStates.write(state, out);
  }

  @Override
  public StepperState readResult(DataInput in) throws IOException {
    return StepperStates.read(in);
  }
}
