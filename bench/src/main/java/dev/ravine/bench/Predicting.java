package dev.ravine.bench;

import dev.ravine.data.Dataset;
import dev.ravine.data.source.NamedSource;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Models asked about 10,000 examples, and what they say averaged.
final class Predicting implements Work {

  private static final Dataset DATA = NamedSource.STROKES.load(Path.of("."), 10_000, 1).train();

  private final Sequential model = Sequential.published(10);
  private final List<float[]> members;

  Predicting(int count) {
    Network network = new Network(model, Losses.crossEntropy(), 1, DATA.features());
    members =
        IntStream.range(0, count)
            .mapToObj(i -> network.initial(new Seed(i).stream("init")))
            .toList();
  }

  @Override
  public void run() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Combination.MEAN.of(
          members.stream()
              .map(theta ->
                  Probabilities.of(
                      Logits.of(
                          new TrainedModel(
                              model, theta, BatchStatistics.none(), DATA.preprocessing()),
                          DATA,
                          team)))
              .toList());
    }
  }
}
