package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.DoubleArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Brings a part of a portion's gradient to a shard, which adds it once. It answers with its
/// length.
final class AddPortion implements ShardOperation<VectorShard, Integer> {

  private final long evaluation;
  private final int portion;
  private final double[] gradient;

  /// @param gradient belongs to the host until it answers
  AddPortion(long evaluation, int portion, double[] gradient) {
    this.evaluation = evaluation;
    this.portion = portion;
    this.gradient = gradient;
  }

  @Override
  public Integer applyTo(VectorShard shard) {
    shard.add(evaluation, portion, gradient);
    return gradient.length;
  }

  @Override
  public AddPortion copy() {
    return new AddPortion(evaluation, portion, gradient.clone());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VectorWire.ADD);
    out.writeLong(evaluation);
    out.writeInt(portion);
    DoubleArrays.write(gradient, out);
  }

  static AddPortion read(DataInput in) throws IOException {
    return new AddPortion(in.readLong(), in.readInt(), DoubleArrays.read(in));
  }

  @Override
  public void writeResult(Integer length, DataOutput out) throws IOException {
    out.writeInt(length);
  }

  @Override
  public Integer readResult(DataInput in) throws IOException {
    return in.readInt();
  }
}
