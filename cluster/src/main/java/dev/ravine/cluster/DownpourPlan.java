package dev.ravine.cluster;

import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.stream.IntStream;

/// What replicas and shards are to do together, wherever they are.
///
/// @param training what is learnt; its epochs are of all replicas together
/// @param replicas how many compute gradients
/// @param shards into how many the parameters are cut
/// @param exchange how often both talk
/// @param warmStart how many steps the first replica does before the others join
public record DownpourPlan(
    Training training, int replicas, int shards, Exchange exchange, long warmStart) {

  /// Checks what does not need the model.
  public DownpourPlan {
    Require.positive("replicas", replicas);
    Require.notNegative("warmStart", warmStart);
    checkParts(training.objective(), replicas);
  }

  /// Refuses more replicas than there are parts of the examples.
  static void checkParts(TrainingObjective objective, int replicas) {
    int all = objective.split().train().size();
    int batch = objective.batch();
    if ((long) replicas * batch > all && replicas > 1) {
      throw new IllegalArgumentException(
          "replicas must be at most %d, so that each has a batch of %d of %d examples, was %d"
              .formatted(all / batch, batch, all, replicas));
    }
  }

  /// Batches of a replica's own part of the examples: every `replicas`th of them, shuffled.
  ///
  /// @param replica 0 … replicas − 1
  public BatchGradient batches(int replica) {
    return new BatchGradient(part(replica), new ThreadTeam(1));
  }

  private TrainingObjective part(int replica) {
    if (replicas == 1) {
      return training.objective();
    }
    Dataset all = training.split().train();
    int[] order = training.seed().stream("parts").permutation(all.size());
    int[] own =
        IntStream.iterate(replica, i -> i < order.length, i -> i + replicas)
            .map(i -> order[i])
            .toArray();
    Seed seed =
        replica == 0
            ? training.seed()
            : Seed.of(training.seed().stream("replica" + replica).nextLong());
    return training.objective().on(all.pick(own).preprocessed(all.preprocessing()), seed);
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
        .mapToObj(shard -> new Shard(partition, shard, training.optimizer(), initial))
        .toList();
  }
}
