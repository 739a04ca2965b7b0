package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.shard.ShardOperation;

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
}
