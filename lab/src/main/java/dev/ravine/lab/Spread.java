package dev.ravine.lab;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/// How values of several seeds lie.
///
/// @param count how many, 1 or more
/// @param mean of all
/// @param deviation the standard deviation, with count − 1; 0 for one value
public record Spread(int count, double mean, double deviation) {

  private static final double BOTH_SIDES_95 = 0.975;

  /// Measures values.
  ///
  /// @param values one or more
  /// @return their spread
  public static Spread of(double... values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Spread(values.length, mean, deviation);
  }

  /// Half the width of the interval that holds the mean of all seeds with 95 %, if values are
  /// normally distributed.
  ///
  /// @return the t-quantile times the standard error; infinite for one value
  public double interval() {
    return count == 1 ? Double.POSITIVE_INFINITY : quantile(count) * deviation / Math.sqrt(count);
  }

  /// The quantile of Student's distribution for an interval that holds 95 %.
  ///
  /// @param count of values, 2 or more
  /// @return with count − 1 degrees of freedom
  static double quantile(int count) {
    return TDistribution.of(count - 1).inverseCumulativeProbability(BOTH_SIDES_95);
  }
}
