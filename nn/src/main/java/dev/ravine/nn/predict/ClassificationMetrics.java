package dev.ravine.nn.predict;

import dev.ravine.data.Labels;
import dev.ravine.optim.hyperparameter.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How good probabilities of classes are. All is weighted by example, so that counts are sums of
/// weights.
///
/// @param classes their names
/// @param accuracy the share of examples whose most likely class is right, 0 … 1
/// @param negativeLogLikelihood the mean of −ln p(right class)
/// @param brier the mean over the examples of the sum over the classes of (p − r)², with r = 1 for
///   the right class, 0 … 2 (Brier 1950)
/// @param calibrationError the expected calibration error: the mean distance between how sure and
///   how often right, over 15 bins of sureness, weighted by their examples (Guo et al., arXiv
///   1706.04599, equation 3)
/// @param bins what it was computed from
/// @param auc the area under the receiver operating characteristic: how often an example of a class
///   has a greater probability of it than one of another class, ties counting half, the mean of
///   those classes that some examples are of, and some not; NaN if there is none
/// @param confusion for each right class, how often each class was predicted
/// @param ranks how often the right class was the most likely, the second …
public record ClassificationMetrics(
    List<String> classes,
    double accuracy,
    double negativeLogLikelihood,
    double brier,
    double calibrationError,
    List<Bin> bins,
    double auc,
    List<List<Double>> confusion,
    List<Double> ranks) {

  private static final int BINS = 15;

  /// Examples of about the same sureness: the probability of their most likely class.
  ///
  /// @param count how many
  /// @param sureness the mean probability of their most likely class
  /// @param accuracy the share that is right
  public record Bin(double count, double sureness, double accuracy) {}

  public ClassificationMetrics {
    classes = List.copyOf(classes);
    bins = List.copyOf(bins);
    confusion = confusion.stream().map(List::copyOf).toList();
    ranks = List.copyOf(ranks);
  }

  /// [#support(int)] by the class's name.
  ///
  /// @throws IllegalArgumentException if there is no such class
  public double support(String label) {
    return support(index(label));
  }

  /// A table: a line for each class, and what is of all of them.
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(MetricsTable.head("class", "examples"));
    for (int c = 0; c < classes.size(); c++) {
      table.append(MetricsTable.row(classes.get(c), precision(c), recall(c), f1(c), support(c)));
    }
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("accuracy", accuracy);
    all.put("mean F1", meanF1());
    all.put("AUC", auc);
    all.put("log loss", negativeLogLikelihood);
    return table.append(MetricsTable.numbers(all)).toString();
  }

  private int index(String label) {
    int at = classes.indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException(
          "a class must be among %s, was %s".formatted(classes, label));
    }
    return at;
  }

  /// How many examples are of a class.
  ///
  /// @param label 0 … classes − 1
  public double support(int label) {
    return confusion.get(label).stream().mapToDouble(Double::doubleValue).sum();
  }

  /// [#precision(int)] by the class's name.
  ///
  /// @throws IllegalArgumentException if there is no such class
  public double precision(String label) {
    return precision(index(label));
  }

  /// [#recall(int)] by the class's name.
  ///
  /// @throws IllegalArgumentException if there is no such class
  public double recall(String label) {
    return recall(index(label));
  }

  /// [#f1(int)] by the class's name.
  ///
  /// @throws IllegalArgumentException if there is no such class
  public double f1(String label) {
    return f1(index(label));
  }

  /// The share of the examples predicted to be of a class that are.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if none was predicted to be
  public double precision(int label) {
    double predicted = confusion.stream().mapToDouble(row -> row.get(label)).sum();
    return predicted == 0 ? 0 : confusion.get(label).get(label) / predicted;
  }

  /// The share of the examples of a class that were predicted to be.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if there is none
  public double recall(int label) {
    double support = support(label);
    return support == 0 ? 0 : confusion.get(label).get(label) / support;
  }

  /// The harmonic mean of precision and recall.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1
  public double f1(int label) {
    double sum = precision(label) + recall(label);
    return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
  }

  /// The mean recall of those classes that some examples are of.
  ///
  /// @return 0 … 1
  public double balancedAccuracy() {
    return IntStream.range(0, confusion.size())
        .filter(c -> support(c) > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(0);
  }

  /// The mean of all classes' F1, also called macro F1.
  ///
  /// @return 0 … 1
  public double meanF1() {
    return IntStream.range(0, confusion.size()).mapToDouble(this::f1).average().orElse(0);
  }

  /// The share of examples whose right class is among the most likely.
  ///
  /// @param k how many of them, 1 or more
  /// @return 0 … 1
  public double topK(int k) {
    Require.positive("k", k);
    double all = ranks.stream().mapToDouble(Double::doubleValue).sum();
    return ranks.stream().limit(k).mapToDouble(count -> count / all).sum();
  }

  /// Measures examples that all count the same.
  ///
  /// @param probabilities of examples, one or more
  /// @param labels of the same examples
  public static ClassificationMetrics of(Probabilities probabilities, Labels labels) {
    return of(probabilities, labels, i -> 1);
  }

  /// Measures.
  ///
  /// @param probabilities of examples, one or more
  /// @param labels of the same examples
  /// @param weight how much each example counts
  public static ClassificationMetrics of(
      Probabilities probabilities, Labels labels, IntToDoubleFunction weight) {
    if (probabilities.size() != labels.size() || probabilities.classes() != labels.classes()) {
      throw new IllegalArgumentException(
          "probabilities must be of %d examples and %d classes as the labels are, were of %d and %d"
              .formatted(
                  labels.size(), labels.classes(), probabilities.size(), probabilities.classes()));
    }
    double size = 0;
    double right = 0;
    double loss = 0;
    double squares = 0;
    double[] counts = new double[BINS];
    double[] sure = new double[BINS];
    double[] rights = new double[BINS];
    double[][] confusion = new double[labels.classes()][labels.classes()];
    double[] ranks = new double[labels.classes()];
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.label(i);
      int said = probabilities.greatest(i);
      double w = weight.applyAsDouble(i);
      if (w == 0) {
        continue;
      }
      double hit = said == label ? w : 0;
      size += w;
      right += hit;
      confusion[label][said] += w;
      ranks[rank(probabilities, i, label)] += w;
      loss -= w * probabilities.logAt(i, label);
      for (int c = 0; c < labels.classes(); c++) {
        double miss = probabilities.at(i, c) - (c == label ? 1 : 0);
        squares += w * miss * miss;
      }
      double sureness = probabilities.at(i, said);
      int bin = Math.min(BINS - 1, (int) (sureness * BINS));
      counts[bin] += w;
      sure[bin] += w * sureness;
      rights[bin] += hit;
    }
    double error = 0;
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        error += Math.abs(rights[b] - sure[b]) / size;
        bins.add(new Bin(counts[b], sure[b] / counts[b], rights[b] / counts[b]));
      }
    }
    return new ClassificationMetrics(
        labels.names(),
        right / size,
        loss / size,
        squares / size,
        error,
        bins,
        auc(probabilities, labels, weight),
        Stream.of(confusion).map(ClassificationMetrics::list).toList(),
        list(ranks));
  }

  private static List<Double> list(double[] counts) {
    return DoubleStream.of(counts).boxed().toList();
  }

  /// How many classes are more likely, or as likely and before it.
  private static int rank(Probabilities probabilities, int example, int label) {
    double of = probabilities.at(example, label);
    int before = 0;
    for (int c = 0; c < probabilities.classes(); c++) {
      double other = probabilities.at(example, c);
      before += other > of || (other == of && c < label) ? 1 : 0;
    }
    return before;
  }

  private static double auc(
      Probabilities probabilities, Labels labels, IntToDoubleFunction weight) {
    return IntStream.range(0, labels.classes())
        .mapToDouble(c -> probabilities.thresholdCurve(c, labels, weight).auc())
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
