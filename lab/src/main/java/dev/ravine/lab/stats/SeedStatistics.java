package dev.ravine.lab.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/// How values of several seeds lie.
///
/// @param count how many, 1 or more
/// @param mean of all
/// @param deviation the standard deviation, with count − 1; 0 for one value
/// @param least of all
/// @param greatest of all
public record SeedStatistics(
    int count, double mean, double deviation, double least, double greatest) {

  /// How many values an interval needs: two say next to nothing of their noise.
  public static final int FEWEST = 3;

  private static final double BOTH_SIDES_95 = 0.975;

  /// Measures values.
  ///
  /// @param values one or more
  /// @return their statistics
  public static SeedStatistics of(double... values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new SeedStatistics(
        values.length,
        mean,
        deviation,
        DoubleStream.of(values).min().orElseThrow(),
        DoubleStream.of(values).max().orElseThrow());
  }

  /// Half the width of the interval that holds the mean of all seeds with 95 %, if values are
  /// normally distributed.
  ///
  /// @return the t-quantile times the standard error; infinite for one value
  public double interval() {
    return count == 1
        ? Double.POSITIVE_INFINITY
        : quantile(count - 1) * deviation / Math.sqrt(count);
  }

  /// The lower edge of a band around the mean: of its interval, or the least value if there are too
  /// few for one.
  ///
  /// @return at most the mean
  public double low() {
    return count < FEWEST ? least : mean - interval();
  }

  /// The upper edge of a band around the mean.
  ///
  /// @return at least the mean
  public double high() {
    return count < FEWEST ? greatest : mean + interval();
  }

  /// The quantile of Student's distribution for an interval that holds 95 %.
  ///
  /// @param freedom degrees of freedom, positive
  /// @return 1.96 or more
  public static double quantile(double freedom) {
    return TDistribution.of(freedom).inverseCumulativeProbability(BOTH_SIDES_95);
  }

  /// A number without the rounding of sums: what is equal looks equal, whoever computed it.
  ///
  /// @param value finite or not
  /// @return to twelve digits
  public static double tidy(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(12)).doubleValue()
        : value;
  }
}
