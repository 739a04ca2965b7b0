package dev.ravine.cluster.shard;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.RecipeParser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Sets a hyper-parameter of a shard's optimizer anew, if a stage of this part has it. It answers
/// with the number of updates before.
///
/// @param name such as `learningRate`
/// @param value from the next update on
public record SetHyperParameter(String name, Schedule value)
    implements ShardOperation<Shard, Long> {

  @Override
  public Long applyTo(Shard shard) {
    shard.change(name, value);
    return shard.updates();
  }

  @Override
  public SetHyperParameter copy() {
    return this;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(ShardWire.SET);
    Fields.writeText(name, out);
    Fields.writeText(value.toString(), out);
  }

  static SetHyperParameter read(DataInput in) throws IOException {
    String name = Fields.readText(in);
    return new SetHyperParameter(name, new RecipeParser(Fields.readText(in)).schedule());
  }

  @Override
  public void writeResult(Long updates, DataOutput out) throws IOException {
    out.writeLong(updates);
  }

  @Override
  public Long readResult(DataInput in) throws IOException {
    return in.readLong();
  }
}
