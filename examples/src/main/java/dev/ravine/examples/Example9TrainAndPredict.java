package dev.ravine.examples;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.rules.AdamW;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// From a program's own numbers to a model that predicts in a program: records become a data set, a
/// model is trained and saved, and predicts one example at a time, by one thread or by many.
public final class Example9TrainAndPredict {

  private Example9TrainAndPredict() {}

  /// A flower that was measured.
  ///
  /// @param petal its length, in centimetres
  /// @param sepal its length, in centimetres
  /// @param species what it is
  private record Flower(float petal, float sepal, String species) {
    float[] features() {
      return new float[] {petal, sepal};
    }
  }

  private static List<Flower> measured() {
    Random random = new Random(1);
    List<Flower> flowers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean large = i % 2 == 0;
      flowers.add(
          new Flower(
              (float) random.nextGaussian(large ? 5 : 3, 0.6),
              (float) random.nextGaussian(large ? 7 : 6, 0.6),
              large ? "virginica" : "versicolor"));
    }
    return flowers;
  }

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the temporary folder can't be written
  public static void main(String[] arguments) throws IOException {
    List<Flower> measured = measured();
    Dataset flowers =
        Examples.of(measured, Flower::features)
            .named("flowers")
            .columns("petal", "sepal")
            .classes(measured.stream().map(Flower::species).toList());

    SavedModel model =
        Training.of(Sequential.parse("dense(16) | relu | dropout(0.1) | dense(2)"), flowers)
            .optimizer(AdamW.of(1e-2))
            .loss(Losses.crossEntropy(0.1))
            .epochs(10)
            .patience(3)
            .keepBest()
            .printTo(System.out)
            .run();
    Path file = Files.createTempFile("flowers", ".safetensors");
    model.write(file);

    SavedModel read = SavedModel.read(file);
    try (Predictor predictor = read.predictor()) {
      System.out.println(read.classes() + " " + Arrays.toString(predictor.predict(5.1f, 7.2f)));
      System.out.println(predictor.predictLabel(2.8f, 5.9f));
    }
    try (PredictorPool pool = read.predictors(2)) {
      System.out.println(
          measured.parallelStream()
              .filter(flower -> flower.species().equals(pool.predictLabel(flower.features())))
              .count());
    }
    Files.delete(file);
  }
}
