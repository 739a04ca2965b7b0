package dev.ravine.nn;

import dev.ravine.data.Targets;
import java.util.Arrays;
import java.util.List;

/// Numbers of an ensemble that are fitted on examples that nobody was trained on.
public final class Fitting {

  private static final double COLDEST = 0.05;
  private static final double HOTTEST = 20;
  private static final int HALVINGS = 60;
  private static final int ROUNDS = 500;

  private Fitting() {}

  /// The temperature that makes labels most likely. The likelihood has one maximum over the
  /// logarithm of the temperature (Guo et al., arXiv 1706.04599, section 4.2); it is found by
  /// golden sections.
  ///
  /// @param probabilities of examples
  /// @param labels of the same examples
  /// @return from 0.05 to 20
  public static double temperature(Probabilities probabilities, Targets.Labels labels) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = StrictMath.log(COLDEST);
    double high = StrictMath.log(HOTTEST);
    for (int i = 0; i < HALVINGS; i++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss(probabilities, labels, left) < loss(probabilities, labels, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  private static double loss(Probabilities probabilities, Targets.Labels labels, double logarithm) {
    Probabilities scaled = probabilities.at(StrictMath.exp(logarithm));
    double loss = 0;
    for (int i = 0; i < labels.size(); i++) {
      loss -= scaled.logAt(i, labels.label(i));
    }
    return loss;
  }

  /// The weights of members that make labels most likely, by expectation and maximization, which
  /// raises the likelihood in every round (Dempster, Laird, Rubin 1977, section 4.3).
  ///
  /// @param members probabilities of examples
  /// @param labels of the same examples
  /// @return a weight for each member, 0 … 1, of sum 1
  public static double[] weights(List<Probabilities> members, Targets.Labels labels) {
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
