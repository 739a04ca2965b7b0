package dev.ravine.examples;

import dev.ravine.cluster.Downpour;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.nio.file.Path;

/// Two replicas that learn together: Downpour SGD in one process, with AdaGrad on four shards.
public final class Example15Downpour {

  private Example15Downpour() {}

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    Split strokes = NamedSource.STROKES.load(Path.of("."), 2_000, 500);
    SavedModel model =
        Training.of(Sequential.parse("dense(64) | relu | dense(10)"), strokes)
            .optimizer("adagrad(2e-2)")
            .batch(20)
            .epochs(6)
            .method(Downpour.of(2).shards(4).fetchEvery(4).pushEvery(4).warmStart(100))
            .printTo(System.out)
            .run();
    System.out.println("staleness: " + model.metadata().get("staleness"));
  }
}
