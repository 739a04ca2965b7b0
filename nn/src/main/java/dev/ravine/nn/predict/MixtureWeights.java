package dev.ravine.nn.predict;

import dev.ravine.data.Labels;
import java.util.Arrays;
import java.util.List;

/// The weights of an ensemble's members, fitted on examples that nobody was trained on.
public final class MixtureWeights {

  private static final int ROUNDS = 500;

  private MixtureWeights() {}

  /// The weights of members that make labels most likely, by expectation and maximization, which
  /// raises the likelihood in every round (Dempster, Laird, Rubin 1977, section 4.3).
  ///
  /// @param members probabilities of examples
  /// @param labels of the same examples
  /// @return a weight for each member, 0 … 1, of sum 1
  public static double[] fit(List<Probabilities> members, Labels labels) {
    int count = members.size();
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / count);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[count];
      double[] share = new double[count];
      for (int i = 0; i < labels.size(); i++) {
        double whole = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Probabilities member : members) {
          greatest = Math.max(greatest, member.logAt(i, labels.label(i)));
        }
        for (int m = 0; m < count; m++) {
          share[m] =
              weights[m] * StrictMath.exp(members.get(m).logAt(i, labels.label(i)) - greatest);
          whole += share[m];
        }
        for (int m = 0; m < count && whole > 0; m++) {
          next[m] += share[m] / whole;
        }
      }
      double sum = Arrays.stream(next).sum();
      for (int m = 0; m < count && sum > 0; m++) {
        weights[m] = next[m] / sum;
      }
    }
    return weights;
  }
}
