package dev.ravine.nn.predict;

import dev.ravine.data.Targets;
import java.util.ArrayList;
import java.util.List;

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
public record ClassificationMetrics(
    double accuracy,
    double negativeLogLikelihood,
    double brier,
    double calibrationError,
    List<Bin> bins) {

  private static final int BINS = 15;

  /// Examples of about the same sureness: the probability of their most likely class.
  ///
  /// @param count how many
  /// @param sureness the mean probability of their most likely class
  /// @param accuracy the share that is right
  public record Bin(int count, double sureness, double accuracy) {}

  public ClassificationMetrics {
    bins = List.copyOf(bins);
  }

  /// Measures.
  ///
  /// @param probabilities of examples, one or more
  /// @param labels of the same examples
  /// @return how good they are
  public static ClassificationMetrics of(Probabilities probabilities, Targets.Labels labels) {
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
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.label(i);
      int said = probabilities.greatest(i);
      int hit = said == label ? 1 : 0;
      right += hit;
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
        (double) right / size, loss / size, squares / size, error, bins);
  }
}
