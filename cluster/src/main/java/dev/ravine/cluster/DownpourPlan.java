package dev.ravine.cluster;

import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /// The model with all weights.
  ///
  /// @param weights of all shards
  public TrainedModel model(float[] weights) {
    Dataset train = training.split().train();
    try (ThreadTeam team = new ThreadTeam(1)) {
      BatchStatisticsEstimator statistics =
          new BatchStatisticsEstimator(training.model(), train, train.preprocessing(), team);
      return new TrainedModel(
          training.model(), weights, statistics.at(weights), train.preprocessing());
    }
  }

  /// How good a model is on validation examples.
  public Evaluation evaluate(TrainedModel model) {
    Dataset validation = training.split().validation();
    try (ThreadTeam team = new ThreadTeam(1)) {
      return new Evaluator(
              training.model(),
              validation,
              IntStream.range(0, validation.size()).toArray(),
              model.preprocessing(),
              team,
              training.loss(),
              training.criterion())
          .evaluate(model.theta(), model.statistics());
    }
  }

  /// What became of it.
  ///
  /// @param weights of all shards
  /// @param working the replicas
  /// @param all shards
  /// @param seconds it took
  /// @throws IllegalStateException if training diverged
  public DownpourSummary summary(
      float[] weights, List<Replica> working, List<Shard> all, double seconds) {
    SortedMap<Long, Long> staleness = new TreeMap<>();
    all.forEach(
        shard -> shard.staleness().forEach((s, count) -> staleness.merge(s, count, Long::sum)));
    all.stream()
        .flatMap(shard -> shard.overflow().stream())
        .findFirst()
        .ifPresent(why -> {
          throw new IllegalStateException("training diverged: " + why);
        });
    TrainedModel model = model(weights);
    return new DownpourSummary(
        model,
        evaluate(model),
        working.stream().mapToLong(Replica::steps).sum(),
        working.stream().mapToLong(Replica::acknowledged).sum(),
        all.stream().mapToLong(Shard::version).sum(),
        staleness,
        seconds);
  }
}
