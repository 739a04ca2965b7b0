package dev.ravine.cluster.replica;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.random.Seed;
import java.util.stream.IntStream;

/// The examples of a training, shared out among replicas: each has every `replicas`th of them,
/// shuffled. A single one has all, in plain training's order.
///
/// @param objective of all
/// @param replicas how many
public record Parts(TrainingObjective objective, int replicas) {

  /// Refuses more replicas than there are parts of the examples.
  public Parts {
    int all = objective.split().train().size();
    int batch = objective.batch();
    if ((long) replicas * batch > all && replicas > 1) {
      throw new IllegalArgumentException(
          "replicas must be at most %d, so that each has a batch of %d of %d examples, was %d"
              .formatted(all / batch, batch, all, replicas));
    }
  }

  /// Batches of a replica's part, on one thread.
  ///
  /// @param replica 0 … replicas − 1
  public BatchGradient batches(int replica) {
    return new BatchGradient(part(replica), new ThreadTeam(1));
  }

  private TrainingObjective part(int replica) {
    if (replicas == 1) {
      return objective;
    }
    Dataset all = objective.split().train();
    Seed seed = objective.seed();
    int[] order = seed.stream("parts").permutation(all.size());
    int[] own =
        IntStream.iterate(replica, i -> i < order.length, i -> i + replicas)
            .map(i -> order[i])
            .toArray();
    Seed ofReplica = replica == 0 ? seed : Seed.of(seed.stream("replica" + replica).nextLong());
    return objective.on(all.pick(own).preprocessed(all.preprocessing()), ofReplica);
  }
}
