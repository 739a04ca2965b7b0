package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.shard.ShardOperation;
import java.util.Optional;

/// Asks for a shard's part of the place to evaluate the objective at. It answers with the part, or
/// nothing if another evaluation is going on.
final class FetchPoint implements ShardOperation<VectorShard, Optional<double[]>> {

  private final long evaluation;
  private final double[] into;

  /// @param into as long as the shard; belongs to the host until it answers
  FetchPoint(long evaluation, double[] into) {
    this.evaluation = evaluation;
    this.into = into;
  }

  @Override
  public Optional<double[]> applyTo(VectorShard shard) {
    return shard.fetch(evaluation, into) ? Optional.of(into) : Optional.empty();
  }

  @Override
  public FetchPoint copy() {
    return new FetchPoint(evaluation, new double[into.length]);
  }
}
