package dev.ravine.nn.predict;

import dev.ravine.data.LabelSets;
import java.util.List;
import java.util.stream.IntStream;

/// How good predicted sets of labels are: a label is predicted from a probability of ½.
///
/// @param accuracy the share of all labels of all examples that are told right, to have or not to
///   have, 0 … 1
/// @param exactMatch the share of examples of which all labels are, 0 … 1
/// @param f1 of each label, the harmonic mean of precision and recall, 0 … 1; 0 of a label that
///   none has and none is predicted to have
public record LabelSetMetrics(double accuracy, double exactMatch, List<Double> f1) {

  public LabelSetMetrics {
    f1 = List.copyOf(f1);
  }

  /// Measures.
  ///
  /// @param probabilities a row for each example
  /// @param right of the same examples
  /// @return how good they are
  public static LabelSetMetrics of(double[][] probabilities, LabelSets right) {
    int labels = right.outputs();
    int[] both = new int[labels];
    int[] either = new int[labels];
    long told = 0;
    int exact = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int of = 0;
      for (int k = 0; k < labels; k++) {
        boolean predicted = probabilities[i][k] >= 1.0 / 2;
        boolean has = right.has(i, k);
        of += predicted == has ? 1 : 0;
        both[k] += predicted && has ? 1 : 0;
        either[k] += (predicted ? 1 : 0) + (has ? 1 : 0);
      }
      told += of;
      exact += of == labels ? 1 : 0;
    }
    double examples = probabilities.length;
    return new LabelSetMetrics(
        told / examples / labels,
        exact / examples,
        IntStream.range(0, labels)
            .mapToObj(k -> either[k] == 0 ? 0 : 2.0 * both[k] / either[k])
            .toList());
  }

  /// The mean of all labels' F1.
  ///
  /// @return 0 … 1
  public double meanF1() {
    return f1.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
