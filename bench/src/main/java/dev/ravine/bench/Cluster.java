package dev.ravine.bench;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost.Reply;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;

/// Shards and replicas, against one core and against the same update without shards.
final class Cluster {

  private static final int EXAMPLES = 4_000;
  private static final int ROUNDS = 11;

  private Cluster() {}

  /// A push of a gradient and a fetch of the parameters, one after the other.
  static Work exchange(String recipe, int size, int shards) {
    Partition partition = new Partition(ParameterLayout.flat(size), shards);
    InProcessHost<Shard> host = new InProcessHost<>();
    float[] theta = Ravine.numbers(size, 1);
    float[][] gradients = new float[shards][];
    float[][] received = new float[shards][];
    for (int shard = 0; shard < shards; shard++) {
      host.install(
          shard,
          new Shard(partition, shard, Optimizer.parse(recipe), StalenessPolicy.IGNORE, theta));
      gradients[shard] = partition.part(shard, Ravine.numbers(size, 2));
      received[shard] = new float[partition.size(shard)];
    }
    long[] sequence = {0};
    return () -> {
      sequence[0]++;
      for (int shard = 0; shard < shards; shard++) {
        host.apply(shard, new Push(0, sequence[0], 0, gradients[shard]), reply -> {});
      }
      for (int shard = 0; shard < shards; shard++) {
        int from = partition.from(shard);
        host.apply(
            shard,
            new Read(false, received[shard]),
            reply -> {
              if (reply instanceof Reply.Done<Content>(Content content)) {
                System.arraycopy(content.weights(), 0, theta, from, content.weights().length);
              }
            });
      }
    };
  }

  /// What such an exchange can't do without: the update, and a copy there and back.
  static Work bound(String recipe, int size) {
    Stepper stepper = Optimizer.parse(recipe).begin(size);
    float[] theta = Ravine.numbers(size, 1);
    float[] gradient = Ravine.numbers(size, 2);
    float[] copy = new float[size];
    return () -> {
      stepper.stepConsuming(theta, gradient);
      System.arraycopy(theta, 0, copy, 0, size);
    };
  }

  private static Training training() {
    float[] numbers = Ravine.numbers(EXAMPLES * Ravine.FEATURES, 3);
    int[] labels = new int[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      labels[i] = i % Ravine.CLASSES;
    }
    Dataset data = Examples.of(Ravine.FEATURES, numbers).classes(labels);
    return Training.of(Sequential.published(Ravine.CLASSES), new Split(data, data.range(0, 100)))
        .optimizer("adagrad(1e-3)")
        .batch(Ravine.BATCH)
        .epochs(15)
        .build();
  }

  /// Two replicas against plain training, in turns, on the seed's network: from the first step to
  /// the last.
  static Timing replicas(int every) {
    Training training = training();
    double[] two = new double[ROUNDS];
    double[] one = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      int at = Math.max(0, round);
      two[at] = seconds(training, 2, every);
      one[at] = seconds(training, 1, every);
      ratios[at] = two[at] / one[at];
    }
    return new Timing(Timing.median(two), Timing.median(one), Timing.median(ratios));
  }

  private static double seconds(Training training, int replicas, int every) {
    Training by =
        training.toBuilder()
            .method(
                replicas == 1
                    ? TrainingMethod.PLAIN
                    : Downpour.of(replicas).fetchEvery(every).pushEvery(every))
            .build();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(by, team);
      trainer.run(new TrainingListener() {});
      return trainer.nanos() * 1e-9;
    }
  }
}
