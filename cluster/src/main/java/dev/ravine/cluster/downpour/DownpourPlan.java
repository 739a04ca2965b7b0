package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.layout.ParameterLayout;

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
  /// @param layout of all of them
  /// @throws IllegalArgumentException if the recipe does not run on shards
  public Partition partition(ParameterLayout layout) {
    Partition partition = new Partition(layout, shards);
    partition.check(training.optimizer());
    return partition;
  }

  /// A shard at its beginning.
  ///
  /// @param partition of the parameters
  /// @param number which part of them
  /// @param initial all parameters
  public Shard shard(Partition partition, int number, float[] initial) {
    return new Shard(partition, number, training.optimizer(), staleness, initial);
  }

  /// Puts all shards at their beginning into their places.
  ///
  /// @param partition of the parameters
  /// @param host where they are to lie
  /// @param initial all parameters
  public ShardGroup shards(Partition partition, ShardHost<Shard> host, float[] initial) {
    return new ShardGroup(partition, host, training.optimizer(), staleness, initial);
  }
}
