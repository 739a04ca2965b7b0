package dev.ravine.nn.predict;

/// How good a model is on some examples, each of which counts by its weight.
///
/// @param accuracy the share of examples whose greatest logit is that of their label, 0 … 1; of
///   several labels, the share that is told right; of values, the share of their variance that is
///   explained (R²), 1 or less; NaN if they do not vary
/// @param loss the mean of the training's own loss; without one, cross-entropy or squared error,
///   not smoothed and not weighted by class
/// @param score what the training's [Criterion] says: more is better
public record Evaluation(double accuracy, double loss, double score) {

  /// Judged by [Criterion#ACCURACY].
  ///
  /// @param accuracy as above
  /// @param loss as above
  public Evaluation(double accuracy, double loss) {
    this(accuracy, loss, Double.isNaN(accuracy) ? -loss : accuracy);
  }

  /// [#accuracy] of values by its own name.
  public double r2() {
    return accuracy;
  }
}
