package dev.ravine.nn.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What each threshold for a label's probability would give, where an example is said to have the
/// label if its probability is not below the threshold: the receiver operating characteristic, and
/// precision and recall.
///
/// @param points from the greatest threshold to the least: first one above all probabilities, then
///   one for each probability that occurs
public record ThresholdCurve(List<Point> points) {

  /// A threshold.
  ///
  /// @param threshold of the probability
  /// @param precision the share of the examples said to have the label that have it; 1 of none
  /// @param recall the share of the examples with the label that are said to have it; NaN if there
  ///   are none
  /// @param falsePositiveRate the share of the examples without the label that are said to have it;
  ///   NaN if there are none
  public record Point(double threshold, double precision, double recall, double falsePositiveRate) {

    /// The harmonic mean of precision and recall.
    public double f1() {
      double sum = precision + recall;
      return sum == 0 ? 0 : 2 * precision * recall / sum;
    }
  }

  public ThresholdCurve {
    points = List.copyOf(points);
  }

  /// Measures.
  ///
  /// @param size how many examples
  /// @param probability of the label, of each example
  /// @param has whether each example has the label
  /// @param weight how much each example counts
  public static ThresholdCurve of(
      int size, IntToDoubleFunction probability, IntPredicate has, IntToDoubleFunction weight) {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probability.applyAsDouble(i)))
            .mapToInt(Integer::intValue)
            .toArray();
    double with = IntStream.range(0, size).filter(has).mapToDouble(weight).sum();
    double without = IntStream.range(0, size).filter(has.negate()).mapToDouble(weight).sum();
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 1, 0 / with, 0 / without));
    double hits = 0;
    double misses = 0;
    for (int k = 0; k < size; k++) {
      double at = probability.applyAsDouble(order[k]);
      hits += has.test(order[k]) ? weight.applyAsDouble(order[k]) : 0;
      misses += has.test(order[k]) ? 0 : weight.applyAsDouble(order[k]);
      boolean last = k + 1 == size || probability.applyAsDouble(order[k + 1]) < at;
      if (last && hits + misses > 0) {
        points.add(new Point(at, hits / (hits + misses), hits / with, misses / without));
      }
    }
    return new ThresholdCurve(points);
  }

  /// The area under the receiver operating characteristic: how often an example with the label has
  /// a greater probability of it than one without, ties counting half.
  ///
  /// @return 0 … 1; NaN if all examples have the label, or none
  public double auc() {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point now = points.get(i);
      area += (now.falsePositiveRate - before.falsePositiveRate) * (now.recall + before.recall) / 2;
    }
    return area;
  }

  /// The sum of the precisions, each times by how much recall grows there: the area under precision
  /// over recall, without interpolation.
  ///
  /// @return 0 … 1; NaN if no example has the label
  public double averagePrecision() {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += (points.get(i).recall - points.get(i - 1).recall) * points.get(i).precision;
    }
    return sum;
  }

  /// The threshold with the greatest F1, the greatest of several. To be chosen on validation
  /// examples, not on those that the model is tested on.
  ///
  /// @throws IllegalStateException if no example has the label
  public Point greatestF1() {
    if (Double.isNaN(points.getFirst().recall)) {
      throw new IllegalStateException("no example has the label, so that no threshold is best");
    }
    return points.stream()
        .reduce((best, next) -> next.f1() > best.f1() ? next : best)
        .orElseThrow();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d thresholds, AUC %.4f, average precision %.4f",
        points.size(),
        auc(),
        averagePrecision());
  }
}
