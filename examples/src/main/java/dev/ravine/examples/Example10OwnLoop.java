package dev.ravine.examples;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingLoop;
import dev.ravine.random.Seed;
import java.util.Optional;
import java.util.Random;

/// A training whose loop is your own, with dropout, accumulation, clipping, a schedule and
/// evaluation; then a test on examples that had no part in it.
public final class Example10OwnLoop {

  private Example10OwnLoop() {}

  /// Points of two interleaved half circles.
  static Dataset moons(int size, long seed) {
    Random random = new Random(seed);
    float[][] points = new float[size][];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 2;
      double angle = Math.PI * random.nextDouble();
      points[i] =
          new float[] {
            (float) (Math.cos(angle) * (1 - 2 * labels[i]) + labels[i] + random.nextGaussian() / 9),
            (float)
                ((Math.sin(angle) - labels[i] / 2.0) * (1 - 2 * labels[i])
                    + random.nextGaussian() / 9)
          };
    }
    return Examples.of(points).named("moons").classes(labels);
  }

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    Dataset moons = moons(600, 1);
    Dataset test = moons(300, 2);
    Sequential model = Sequential.parse("dense(32) | relu | dropout(0.1) | dense(2)");

    Split split = Split.stratified(moons, 0.2, new Seed(0));
    Optional<SavedModel> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    try (TrainingLoop loop =
        Training.of(model, split)
            .optimizer("accumulate(2) | clipGlobalNorm(1) | adamw(cosine(3e-2))")
            .loss(Losses.crossEntropy(0.05))
            .epochs(30)
            .loop()) {
      while (loop.epoch() < 30) {
        double loss = loop.step();
        if (loop.isEpochEnd()) {
          double validation = loop.evaluate(split.validation()).loss();
          System.out.printf("%d: %.4f, %.4f%n", loop.epoch(), loss, validation);
          if (validation < least) {
            least = validation;
            best = Optional.of(loop.model());
          }
        }
      }
    }

    ClassificationMetrics metrics = best.orElseThrow().classificationMetrics(test);
    System.out.printf(
        "accuracy %.3f, mean F1 %.3f, AUC %.3f%n",
        metrics.accuracy(), metrics.meanF1(), metrics.auc());
  }
}
