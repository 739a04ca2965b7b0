package dev.ravine.nn.predict;

import dev.ravine.data.Labels;

/// Temperature scaling: one number, fitted on examples that nobody was trained on, that makes
/// probabilities as sure as they are right.
///
/// Guo et al.: On Calibration of Modern Neural Networks (arXiv 1706.04599), section 4.2.
public final class TemperatureScaling {

  private static final double COLDEST = 0.05;
  private static final double HOTTEST = 20;
  private static final int HALVINGS = 60;

  private TemperatureScaling() {}

  /// The temperature that makes labels most likely. The likelihood has one maximum over the
  /// logarithm of the temperature; it is found by golden sections.
  ///
  /// @param probabilities of examples
  /// @param labels of the same examples
  /// @return from 0.05 to 20
  public static double fit(Probabilities probabilities, Labels labels) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = StrictMath.log(COLDEST);
    double high = StrictMath.log(HOTTEST);
    for (int i = 0; i < HALVINGS; i++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss(probabilities, labels, left) < loss(probabilities, labels, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  private static double loss(Probabilities probabilities, Labels labels, double logarithm) {
    Probabilities scaled = probabilities.at(StrictMath.exp(logarithm));
    double loss = 0;
    for (int i = 0; i < labels.size(); i++) {
      loss -= scaled.logAt(i, labels.label(i));
    }
    return loss;
  }
}
