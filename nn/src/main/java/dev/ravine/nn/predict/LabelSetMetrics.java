package dev.ravine.nn.predict;

import dev.ravine.data.LabelSets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How good predicted sets of labels are: a label is predicted from a probability of ½.
///
/// @param accuracy the share of all labels of all examples that are told right, to have or not to
///   have, 0 … 1
/// @param exactMatch the share of examples of which all labels are, 0 … 1
/// @param microF1 F1 of all labels counted together, 0 … 1
/// @param labels how good each label is
public record LabelSetMetrics(
    double accuracy, double exactMatch, double microF1, List<OfLabel> labels) {

  /// How good a label is.
  ///
  /// @param name of the label
  /// @param precision the share of the examples predicted to have it that have it; 0 if none was
  /// @param recall the share of the examples with it that were predicted to; 0 if there is none
  /// @param f1 the harmonic mean of both; 0 if no example has it and none was predicted to
  /// @param auc the area under the receiver operating characteristic; NaN if all examples have it,
  ///   or none
  public record OfLabel(String name, double precision, double recall, double f1, double auc) {}

  public LabelSetMetrics {
    labels = List.copyOf(labels);
  }

  /// Measures examples that all count the same.
  ///
  /// @param probabilities a row for each example
  /// @param right of the same examples
  public static LabelSetMetrics of(double[][] probabilities, LabelSets right) {
    return of(probabilities, right, i -> 1);
  }

  /// Measures.
  ///
  /// @param probabilities a row for each example
  /// @param right of the same examples
  /// @param weight how much each example counts
  public static LabelSetMetrics of(
      double[][] probabilities, LabelSets right, IntToDoubleFunction weight) {
    int labels = right.outputs();
    double[] both = new double[labels];
    double[] predicted = new double[labels];
    double[] have = new double[labels];
    double count = 0;
    double told = 0;
    double exact = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double w = weight.applyAsDouble(i);
      int hits = 0;
      for (int k = 0; k < labels; k++) {
        boolean says = probabilities[i][k] >= 1.0 / 2;
        boolean has = right.has(i, k);
        hits += says == has ? 1 : 0;
        both[k] += says && has ? w : 0;
        predicted[k] += says ? w : 0;
        have[k] += has ? w : 0;
      }
      count += w;
      told += w * hits;
      exact += hits == labels ? w : 0;
    }
    return new LabelSetMetrics(
        told / count / labels,
        exact / count,
        ratio(2 * sum(both), sum(predicted) + sum(have)),
        IntStream.range(0, labels)
            .mapToObj(k ->
                new OfLabel(
                    right.names().get(k),
                    ratio(both[k], predicted[k]),
                    ratio(both[k], have[k]),
                    ratio(2 * both[k], predicted[k] + have[k]),
                    ThresholdCurve.of(
                            probabilities.length,
                            i -> probabilities[i][k],
                            i -> right.has(i, k),
                            weight)
                        .auc()))
            .toList());
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }

  /// How good a label is.
  ///
  /// @param name of the label
  /// @throws IllegalArgumentException if there is none of that name
  public OfLabel label(String name) {
    return labels.stream()
        .filter(label -> label.name.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a label must be among %s, was %s"
                    .formatted(labels.stream().map(OfLabel::name).toList(), name)));
  }

  /// A label's F1.
  ///
  /// @param name of the label
  /// @throws IllegalArgumentException if there is none of that name
  public double f1(String name) {
    return label(name).f1;
  }

  /// A label's precision.
  ///
  /// @param name of the label
  /// @throws IllegalArgumentException if there is none of that name
  public double precision(String name) {
    return label(name).precision;
  }

  /// A label's recall.
  ///
  /// @param name of the label
  /// @throws IllegalArgumentException if there is none of that name
  public double recall(String name) {
    return label(name).recall;
  }

  /// The mean of all labels' F1, also called macro F1.
  public double meanF1() {
    return mean(OfLabel::f1);
  }

  /// The mean area under the receiver operating characteristic of those labels that some examples
  /// have and some do not.
  public double auc() {
    return mean(OfLabel::auc);
  }

  /// A table: a line for each label, and the means.
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(MetricsTable.head("label", "AUC"));
    for (OfLabel label : labels) {
      table.append(
          MetricsTable.row(label.name, label.precision, label.recall, label.f1, label.auc));
    }
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("accuracy", accuracy);
    all.put("exact match", exactMatch);
    all.put("micro F1", microF1);
    all.put("mean F1", meanF1());
    return table.append(MetricsTable.numbers(all)).toString();
  }

  private double mean(ToDoubleFunction<OfLabel> of) {
    return labels.stream().mapToDouble(of).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
