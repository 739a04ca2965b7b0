package dev.ravine.secondorder.sfo;

import java.util.Arrays;

/// When a step was too bold: what was found there is not finite, or much worse than the models
/// said.
final class StepFailure {

  private static final double SMALL = 1e-12;
  private static final int DEVIATIONS = 3;

  private StepFailure() {}

  /// @param promised what the step was to gain, by all models
  static boolean is(
      ModelSum sum, QuadraticModel model, double value, double[] gradient, double promised) {
    if (!isFinite(value, gradient)) {
      return true;
    }
    if (model.evaluations() == 1) {
      return value > usual(sum);
    }
    if (value <= model.value()) {
      return false;
    }
    double predicted = model.predict(sum.at(), sum.directions());
    double ofOthers = promised - (model.value() - predicted);
    return value - predicted > ofOthers;
  }

  /// Above this the value of a new part is not one of those of the others: NaN if there are none.
  private static double usual(ModelSum sum) {
    double[] known =
        sum.models().stream()
            .filter(other -> other.evaluations() > 1)
            .mapToDouble(QuadraticModel::value)
            .toArray();
    double mean = Arrays.stream(known).average().orElse(Double.NaN);
    double variance =
        Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN);
    return mean + DEVIATIONS * Math.sqrt(variance);
  }

  /// How much a part was expected to change: above 0.
  ///
  /// @param change how much it did, where nothing was expected
  static double expectedChange(ModelSum sum, QuadraticModel model, double change) {
    double expected =
        Math.abs(
            model.isKnown() ? model.predict(sum.at(), sum.directions()) - model.value() : change);
    return Double.isFinite(expected) ? Math.max(expected, SMALL) : SMALL;
  }

  static boolean isFinite(double value, double[] gradient) {
    return Double.isFinite(value) && ModelSum.isFinite(gradient);
  }
}
