package dev.ravine.nn.predict;

/// How good predicted values are, in their own unit. Of several values for each example, errors are
/// over all of them, and R² is the mean of that of each.
///
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 the share of the variance that is explained, 1 or less; not finite if values do not
///   vary
public record RegressionMetrics(double rmse, double mae, double r2) {

  /// Measures.
  ///
  /// @param predicted a row for each example, one or more
  /// @param right of the same shape
  /// @return how good they are
  public static RegressionMetrics of(double[][] predicted, double[][] right) {
    int columns = right[0].length;
    double squares = 0;
    double distances = 0;
    double r2 = 0;
    for (int k = 0; k < columns; k++) {
      double mean = 0;
      for (double[] row : right) {
        mean += row[k] / right.length;
      }
      double errors = 0;
      double variance = 0;
      for (int i = 0; i < right.length; i++) {
        double d = predicted[i][k] - right[i][k];
        errors += d * d;
        distances += Math.abs(d);
        variance += (right[i][k] - mean) * (right[i][k] - mean);
      }
      squares += errors;
      r2 += (variance > 0 ? 1 - errors / variance : Double.NaN) / columns;
    }
    double count = (double) right.length * columns;
    return new RegressionMetrics(Math.sqrt(squares / count), distances / count, r2);
  }
}
