package dev.ravine.nn.predict;

import dev.ravine.optim.recipe.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How an ensemble's members become one answer. Sums are in double, in the order of the members, so
/// whoever gives them in the order of their names gets the same bits always.
public enum Combination {
  /// The mean of their probabilities.
  MEAN {
    @Override
    public Probabilities of(List<Probabilities> members) {
      double[] equal = new double[check(members)];
      Arrays.fill(equal, 1);
      return Probabilities.of(members.getFirst().classes(), sums(members, equal, equal.length));
    }
  },

  /// The mean of the logarithms of their probabilities, normalized: the geometric mean.
  LOG_MEAN {
    @Override
    public Probabilities of(List<Probabilities> members) {
      check(members);
      int classes = members.getFirst().classes();
      double[] sums = new double[members.getFirst().size() * classes];
      for (Probabilities member : members) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += member.logAt(i / classes, i % classes);
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= members.size();
      }
      return Probabilities.normalized(classes, sums);
    }
  },

  /// A vote for each member's most likely class; probabilities are shares of votes and of one vote
  /// more, which the mean probability casts: so none is impossible, and ties are broken.
  VOTE {
    @Override
    public Probabilities of(List<Probabilities> members) {
      check(members);
      int classes = members.getFirst().classes();
      Probabilities mean = MEAN.of(members);
      double[] shares = new double[members.getFirst().size() * classes];
      for (int example = 0; example < mean.size(); example++) {
        for (Probabilities member : members) {
          shares[example * classes + member.greatest(example)] += 1;
        }
        for (int c = 0; c < classes; c++) {
          int i = example * classes + c;
          shares[i] = StrictMath.log(shares[i] + mean.at(example, c));
        }
      }
      return Probabilities.normalized(classes, shares);
    }
  };

  /// Combines.
  ///
  /// @param members one or more, of the same examples and classes
  /// @return the ensemble's probabilities
  public abstract Probabilities of(List<Probabilities> members);

  /// The mean of probabilities with a weight for each member.
  ///
  /// @param members one or more, of the same examples and classes
  /// @param weights as many, 0 or more, of sum 1
  /// @return the ensemble's probabilities
  public static Probabilities weighted(List<Probabilities> members, double[] weights) {
    if (weights.length != check(members)) {
      throw new IllegalArgumentException(
          "there must be a weight for each of %d members, were %d"
              .formatted(members.size(), weights.length));
    }
    for (double weight : weights) {
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException("weights must be in [0, 1], was " + weight);
      }
    }
    return Probabilities.of(members.getFirst().classes(), sums(members, weights, 1));
  }

  /// With what each addition loses kept aside (Neumaier 1974), so that equal members of any number
  /// give the member.
  private static double[] sums(List<Probabilities> members, double[] weights, double divisor) {
    int classes = members.getFirst().classes();
    double[] sums = new double[members.getFirst().size() * classes];
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      double lost = 0;
      for (int m = 0; m < weights.length; m++) {
        double next = weights[m] * members.get(m).at(i / classes, i % classes);
        double whole = sum + next;
        lost += sum >= next ? sum - whole + next : next - whole + sum;
        sum = whole;
      }
      sums[i] = (sum + lost) / divisor;
    }
    return sums;
  }

  private static int check(List<Probabilities> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble must have 1 member or more");
    }
    Probabilities first = members.getFirst();
    for (Probabilities member : members) {
      if (member.classes() != first.classes() || member.size() != first.size()) {
        throw new IllegalArgumentException(
            "members must predict %d classes of %d examples as the first does, one predicts %d of %d"
                .formatted(first.classes(), first.size(), member.classes(), member.size()));
      }
    }
    return members.size();
  }

  /// The name in files and on the command line.
  ///
  /// @return such as `logMean`
  public String label() {
    return this == LOG_MEAN ? "logMean" : name().toLowerCase(Locale.ROOT);
  }

  /// Finds a combination.
  ///
  /// @param label its name in files
  /// @return the combination
  /// @throws IllegalArgumentException if there is none of that name
  public static Combination named(String label) {
    List<String> labels = Arrays.stream(values()).map(Combination::label).toList();
    int at = labels.indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException(Suggestion.unknown("combination", label, labels));
    }
    return values()[at];
  }
}
