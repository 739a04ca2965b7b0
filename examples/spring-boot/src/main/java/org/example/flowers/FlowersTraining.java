package org.example.flowers;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.rules.AdamW;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Trains the model, on flowers that stand in for your own records.
final class FlowersTraining {

  private record Measured(float petal, float sepal, String species) {
    float[] features() {
      return new float[] {petal, sepal};
    }
  }

  private FlowersTraining() {}

  static SavedModel model() {
    List<Measured> measured = measured();
    Dataset flowers =
        Examples.of(measured, Measured::features)
            .columns("petal", "sepal")
            .classes(measured.stream().map(Measured::species).toList());
    return Training.of(Sequential.parse("dense(16) | relu | dense(2)"), flowers)
        .optimizer(AdamW.of(1e-2))
        .epochs(20)
        .keepBest()
        .run();
  }

  private static List<Measured> measured() {
    Random random = new Random(1);
    List<Measured> flowers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean large = i % 2 == 0;
      float petal = (float) random.nextGaussian(large ? 5 : 3, 0.6);
      float sepal = (float) random.nextGaussian(large ? 7 : 6, 0.6);
      flowers.add(new Measured(petal, sepal, large ? "virginica" : "versicolor"));
    }
    return flowers;
  }
}
