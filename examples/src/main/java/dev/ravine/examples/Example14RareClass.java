package dev.ravine.examples;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.predict.ThresholdCurve;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A class that few examples are of: weights, the metric that decides, the threshold, and a test
/// with examples that nothing was chosen on.
public final class Example14RareClass {

  private Example14RareClass() {}

  record Payment(double amount, double distance, boolean isFraud) {

    double[] features() {
      return new double[] {amount, distance};
    }

    String label() {
      return isFraud ? "fraud" : "fine";
    }
  }

  private static List<Payment> payments() {
    Random random = new Random(1);
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      boolean fraud = i % 25 == 0;
      double shift = fraud ? 1.6 : 0;
      payments.add(
          new Payment(random.nextGaussian() + shift, random.nextGaussian() + shift, fraud));
    }
    return payments;
  }

  /// Runs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) {
    List<Payment> payments = payments();
    Dataset all =
        Examples.of(payments.stream().map(Payment::features).toArray(double[][]::new))
            .columns("amount", "distance")
            .classes(payments.stream().map(Payment::label).toList());

    Split outer = Split.stratified(all, 0.2, Seed.of(1));
    Dataset test = outer.validation();
    Split split = Split.stratified(outer.train(), 0.2, Seed.of(2));
    SavedModel model =
        Training.of(Sequential.parse("dense(16) | relu | dense(2)"), split)
            .optimizer("adam(cosine(1e-2))")
            .classWeights(ClassWeights.of(Map.of("fraud", 5.0)))
            .criterion(Criterion.of("F1 of fraud", metrics -> metrics.f1("fraud")))
            .keepBest()
            .printTo(System.out)
            .run();

    double threshold = model.thresholdCurve(split.validation(), "fraud").greatestF1().threshold();
    ThresholdCurve curve = model.thresholdCurve(test, "fraud");
    ClassificationMetrics metrics = model.classificationMetrics(test);
    System.out.printf(
        "AUC %.3f, average precision %.3f, F1 %.3f%n",
        curve.auc(), curve.averagePrecision(), metrics.f1("fraud"));

    try (PredictorPool pool = model.predictors(2)) {
      float probability = pool.probabilities(2.5f, 2.5f).getOrDefault("fraud", 0f);
      System.out.println(probability >= threshold ? "fraud" : "fine");
    }
  }
}
