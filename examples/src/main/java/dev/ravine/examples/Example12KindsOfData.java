package dev.ravine.examples;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.LabelSetMetrics;
import dev.ravine.nn.predict.RegressionMetrics;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What there is to learn beside classes: values, several values, labels of which an example may
/// have several; and examples that count more than others.
public final class Example12KindsOfData {

  private Example12KindsOfData() {}

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    Random random = new Random(1);
    float[][] rows = new float[500][3];
    float[] prices = new float[500];
    float[] weights = new float[500];
    List<Set<String>> tags = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < 3; k++) {
        rows[i][k] = (float) random.nextGaussian();
      }
      boolean broken = i % 10 == 0;
      prices[i] = broken ? 1e6f : 500 + 40 * rows[i][0] - 25 * rows[i][1];
      weights[i] = broken ? 0 : 1;
      tags.add(
          rows[i][0] < 0 ? Set.of() : rows[i][2] < 0 ? Set.of("large") : Set.of("large", "rare"));
    }

    Dataset weighted = Examples.of(rows).values(prices).weighted(weights);
    SavedModel ofValues =
        Training.of(Sequential.parse("dense(1)"), weighted)
            .optimizer("adam(cosine(3e-2))")
            .loss(Losses.absoluteError())
            .epochs(40)
            .keepBest()
            .run();
    RegressionMetrics errors = ofValues.regressionMetrics(weighted);
    System.out.printf("RMSE %.2f, MAE %.2f%n", errors.rmse(), errors.mae());

    Dataset tagged = Examples.of(rows).labelSets(tags);
    SavedModel ofTags =
        Training.of(Sequential.parse("dense(16) | relu | dense(2)"), tagged)
            .optimizer("adam(1e-2)")
            .epochs(40)
            .keepBest()
            .run();
    LabelSetMetrics metrics = ofTags.labelSetMetrics(tagged);
    System.out.printf(
        "%s: exact %.3f, mean F1 %.3f%n", ofTags.classes(), metrics.exactMatch(), metrics.meanF1());
  }
}
