package dev.ravine.examples;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.DownpourSummary;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Training;
import java.nio.file.Path;

/// Two replicas that learn together: Downpour SGD in one process, with AdaGrad on four shards.
public final class Example15Downpour {

  private Example15Downpour() {}

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws InterruptedException if the thread is interrupted
  public static void main(String[] arguments) throws InterruptedException {
    Split strokes = NamedSource.STROKES.load(Path.of("."), 2_000, 500);
    Training training =
        Training.of(Sequential.parse("dense(64) | relu | dense(10)"), strokes)
            .optimizer("adagrad(2e-2)")
            .batch(20)
            .epochs(6)
            .build();
    DownpourSummary summary =
        Downpour.of(training)
            .replicas(2)
            .shards(4)
            .exchange(new Exchange(4, 4, false, 0))
            .warmStart(100)
            .run();
    System.out.println(summary);
  }
}
