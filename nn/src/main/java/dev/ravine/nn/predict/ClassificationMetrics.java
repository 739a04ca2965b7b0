package dev.ravine.nn.predict;

import dev.ravine.data.Labels;
import dev.ravine.optim.hyperparameter.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How good probabilities are.
///
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
    double accuracy,
    double negativeLogLikelihood,
    double brier,
    double calibrationError,
    List<Bin> bins,
    double auc,
    List<List<Integer>> confusion,
    List<Integer> ranks) {

  private static final int BINS = 15;

  /// Examples of about the same sureness: the probability of their most likely class.
  ///
  /// @param count how many
  /// @param sureness the mean probability of their most likely class
  /// @param accuracy the share that is right
  public record Bin(int count, double sureness, double accuracy) {}

  public ClassificationMetrics {
    bins = List.copyOf(bins);
    confusion = confusion.stream().map(List::copyOf).toList();
    ranks = List.copyOf(ranks);
  }

  /// How many examples are of a class.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 or more
  public int support(int label) {
    return confusion.get(label).stream().mapToInt(Integer::intValue).sum();
  }

  /// The share of the examples predicted to be of a class that are.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if none was predicted to be
  public double precision(int label) {
    int predicted = confusion.stream().mapToInt(row -> row.get(label)).sum();
    return predicted == 0 ? 0 : (double) confusion.get(label).get(label) / predicted;
  }

  /// The share of the examples of a class that were predicted to be.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1; 0 if there is none
  public double recall(int label) {
    int support = support(label);
    return support == 0 ? 0 : (double) confusion.get(label).get(label) / support;
  }

  /// The harmonic mean of precision and recall.
  ///
  /// @param label 0 … classes − 1
  /// @return 0 … 1
  public double f1(int label) {
    double sum = precision(label) + recall(label);
    return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
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
    int all = ranks.stream().mapToInt(Integer::intValue).sum();
    return ranks.stream().limit(k).mapToDouble(count -> (double) count / all).sum();
  }

  /// Measures.
  ///
  /// @param probabilities of examples, one or more
  /// @param labels of the same examples
  /// @return how good they are
  public static ClassificationMetrics of(Probabilities probabilities, Labels labels) {
    if (probabilities.size() != labels.size() || probabilities.classes() != labels.classes()) {
      throw new IllegalArgumentException(
          "probabilities must be of %d examples and %d classes as the labels are, were of %d and %d"
              .formatted(
                  labels.size(), labels.classes(), probabilities.size(), probabilities.classes()));
    }
    int right = 0;
    double loss = 0;
    double squares = 0;
    int[] counts = new int[BINS];
    double[] sure = new double[BINS];
    int[] rights = new int[BINS];
    int[][] confusion = new int[labels.classes()][labels.classes()];
    int[] ranks = new int[labels.classes()];
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.label(i);
      int said = probabilities.greatest(i);
      int hit = said == label ? 1 : 0;
      right += hit;
      confusion[label][said]++;
      ranks[rank(probabilities, i, label)]++;
      loss -= probabilities.logAt(i, label);
      for (int c = 0; c < labels.classes(); c++) {
        double miss = probabilities.at(i, c) - (c == label ? 1 : 0);
        squares += miss * miss;
      }
      double sureness = probabilities.at(i, said);
      int bin = Math.min(BINS - 1, (int) (sureness * BINS));
      counts[bin]++;
      sure[bin] += sureness;
      rights[bin] += hit;
    }
    int size = labels.size();
    double error = 0;
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        error += Math.abs(rights[b] - sure[b]) / size;
        bins.add(new Bin(counts[b], sure[b] / counts[b], (double) rights[b] / counts[b]));
      }
    }
    return new ClassificationMetrics(
        (double) right / size,
        loss / size,
        squares / size,
        error,
        bins,
        auc(probabilities, labels),
        Stream.of(confusion).map(ClassificationMetrics::list).toList(),
        list(ranks));
  }

  private static List<Integer> list(int[] counts) {
    return IntStream.of(counts).boxed().toList();
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

  private static double auc(Probabilities probabilities, Labels labels) {
    return IntStream.range(0, labels.classes())
        .mapToDouble(c -> auc(probabilities, labels, c))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /// From the sum of the ranks of a class's examples, equal probabilities having the mean of their
  /// ranks. Mann, Whitney (Annals of Mathematical Statistics 18, 1947).
  private static double auc(Probabilities probabilities, Labels labels, int label) {
    int[] order =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities.at(i, label)))
            .mapToInt(Integer::intValue)
            .toArray();
    double ranks = 0;
    long of = 0;
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length
          && probabilities.at(order[to], label) == probabilities.at(order[from], label)) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (labels.label(order[i]) == label) {
          ranks += (from + to + 1) / 2.0;
          of++;
        }
      }
      from = to;
    }
    return (ranks - of * (of + 1) / 2.0) / ((double) of * (order.length - of));
  }
}
