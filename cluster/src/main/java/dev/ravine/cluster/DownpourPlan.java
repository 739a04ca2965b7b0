package dev.ravine.cluster;

import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.hyperparameter.Require;
import java.util.List;

/// What replicas and shards are to do together, wherever they are.
///
/// @param training what is learnt; its epochs are of all replicas together
/// @param replicas how many compute gradients
/// @param shards into how many the parameters are cut
/// @param exchange how often both talk
/// @param warmStart how many steps the first replica does before the others join
/// @param staleness what a shard does with a gradient whose parameters are old
public record DownpourPlan(
    Training training,
    int replicas,
    int shards,
    Exchange exchange,
    long warmStart,
    StalenessPolicy staleness) {

  /// Stale gradients are treated as any other.
  public DownpourPlan(
      Training training, int replicas, int shards, Exchange exchange, long warmStart) {
    this(training, replicas, shards, exchange, warmStart, StalenessPolicy.IGNORE);
  }

  /// Checks what does not need the model.
  public DownpourPlan {
    Require.positive("replicas", replicas);
    Require.notNegative("warmStart", warmStart);
    new Parts(training.objective(), replicas);
  }

  /// Batches of a replica's own part of the examples.
  ///
  /// @param replica 0 … replicas − 1
  public BatchGradient batches(int replica) {
    return new Parts(training.objective(), replicas).batches(replica);
  }

  /// How the parameters are cut.
  ///
  /// @param batches of any replica
  /// @throws IllegalArgumentException if the recipe does not run on shards
  public Partition partition(BatchGradient batches) {
    Partition partition = new Partition(batches.layout(), shards);
    partition.check(training.optimizer());
    return partition;
  }

  /// All shards at their beginning.
  ///
  /// @param partition of the parameters
  /// @param initial all parameters
  public List<Shard> shards(Partition partition, float[] initial) {
    return partition.stream()
        .mapToObj(shard -> new Shard(partition, shard, training.optimizer(), staleness, initial))
        .toList();
  }
}
