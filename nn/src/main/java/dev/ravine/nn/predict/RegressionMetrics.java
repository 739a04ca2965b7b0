package dev.ravine.nn.predict;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How good predicted values are, in their own unit. Of several values for each example, errors are
/// over all of them, and R² is the mean of that of each.
///
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 the share of the variance that is explained, 1 or less; not finite if values do not
///   vary
/// @param outputs the same of each value, if an example has several
public record RegressionMetrics(
    double rmse, double mae, double r2, List<RegressionMetrics> outputs) {

  public RegressionMetrics {
    outputs = List.copyOf(outputs);
  }

  /// Measures examples that all count the same.
  ///
  /// @param predicted a row for each example, one or more
  /// @param right of the same shape
  public static RegressionMetrics of(double[][] predicted, double[][] right) {
    return of(predicted, right, i -> 1);
  }

  /// Measures.
  ///
  /// @param predicted a row for each example, one or more
  /// @param right of the same shape
  /// @param weight how much each example counts
  public static RegressionMetrics of(
      double[][] predicted, double[][] right, IntToDoubleFunction weight) {
    int columns = right[0].length;
    List<RegressionMetrics> each =
        IntStream.range(0, columns).mapToObj(k -> of(predicted, right, k, weight)).toList();
    if (columns == 1) {
      return each.getFirst();
    }
    double squares = 0;
    double distances = 0;
    double r2 = 0;
    for (RegressionMetrics one : each) {
      squares += one.rmse * one.rmse / columns;
      distances += one.mae / columns;
      r2 += one.r2 / columns;
    }
    return new RegressionMetrics(Math.sqrt(squares), distances, r2, each);
  }

  private static RegressionMetrics of(
      double[][] predicted, double[][] right, int column, IntToDoubleFunction weight) {
    double count = 0;
    double sum = 0;
    for (int i = 0; i < right.length; i++) {
      count += weight.applyAsDouble(i);
      sum += weight.applyAsDouble(i) * right[i][column];
    }
    double mean = sum / count;
    double squares = 0;
    double distances = 0;
    double variance = 0;
    for (int i = 0; i < right.length; i++) {
      double w = weight.applyAsDouble(i);
      double d = predicted[i][column] - right[i][column];
      squares += w * d * d;
      distances += w * Math.abs(d);
      variance += w * (right[i][column] - mean) * (right[i][column] - mean);
    }
    double r2 = variance > 0 ? 1 - squares / variance : Double.NaN;
    return new RegressionMetrics(Math.sqrt(squares / count), distances / count, r2, List.of());
  }
}
