package dev.ravine.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;

/// How well differences between settings are known. Runs with the same seed start from the same
/// weights and see the same batches, so settings are compared seed by seed. Where settings are
/// about equally noisy and have fewer than five seeds, what is left when each setting's and each
/// seed's mean are taken away is pooled over all of them (a two-way layout without interaction);
/// Cochran's test says whether one is too noisy for that.
///
/// Cochran: The distribution of the largest of a set of estimated variances as a fraction of their
/// total (1941).
final class Noise {

  private static final double UNLIKELY = 0.05;

  /// With one degree of freedom Student's quantile is 12.7: it says nothing.
  private static final double FEWEST_FREEDOM = 2;

  /// With as many, a pair's own noise is known well enough.
  private static final double ENOUGH_FREEDOM = 4;

  /// Squares below this are rounding, not noise.
  private static final double ROUNDING = 1e-20;

  /// A difference of two means.
  ///
  /// @param difference of the first less the second
  /// @param margin half of the interval that holds the difference with 95 %; empty if there are too
  ///   few seeds to say
  record Comparison(double difference, Optional<Double> margin) {}

  /// A variance of the difference between two means.
  private record Variance(double value, double freedom) {

    Optional<Double> margin() {
      return freedom < FEWEST_FREEDOM
          ? Optional.empty()
          : Optional.of(Spread.quantile(freedom) * Math.sqrt(value));
    }
  }

  /// Results of one setting.
  ///
  /// @param seeds in ascending order
  /// @param values of each
  record Sample(List<Long> seeds, List<Double> values) {

    double mean() {
      return spread().mean();
    }

    Spread spread() {
      return Spread.of(values.stream().mapToDouble(v -> v).toArray());
    }

    int size() {
      return values.size();
    }

    /// The squared error of the mean.
    double squaredError() {
      double deviation = spread().deviation();
      return deviation * deviation / size();
    }
  }

  private final Optional<Variance> pooled;

  /// Those whose differences have about the pooled variance, or less.
  private final List<Sample> quiet;

  private Noise(Optional<Variance> pooled, List<Sample> quiet) {
    this.pooled = pooled;
    this.quiet = quiet;
  }

  /// Looks at settings: what is pooled are those with the same seeds, as many as there are.
  static Noise of(List<Sample> settings) {
    List<Sample> most =
        settings.stream().collect(Collectors.groupingBy(Sample::seeds)).values().stream()
            .reduce(List.of(), (a, b) -> b.size() > a.size() ? b : a);
    List<Sample> alike = most.isEmpty() || most.getFirst().size() < 2 ? List.of() : alike(most);
    List<Sample> quiet =
        alike.isEmpty()
            ? List.of()
            : most.stream().filter(s -> alike.contains(s) || s.spread().deviation() == 0).toList();
    return new Noise(pooled(alike), quiet);
  }

  /// Leaves out settings one by one, as long as one is much noisier than the others.
  private static List<Sample> alike(List<Sample> settings) {
    List<Sample> rest =
        new ArrayList<>(settings.stream().filter(s -> s.spread().deviation() > 0).toList());
    while (rest.size() > 2) {
      double all = squares(rest);
      double share = UNLIKELY / rest.size();
      Optional<Sample> noisy = Optional.empty();
      for (Sample setting : rest) {
        double without = squares(rest.stream().filter(s -> !s.equals(setting)).toList());
        int freedom = setting.size() - 1;
        int others = (rest.size() - 2) * freedom;
        double f = (all - without) / freedom / (Math.max(without, ROUNDING) / others);
        double likely =
            without < ROUNDING ? 0 : FDistribution.of(freedom, others).survivalProbability(f);
        if (likely < share) {
          share = likely;
          noisy = Optional.of(setting);
        }
      }
      if (noisy.isEmpty()) {
        return rest;
      }
      rest.remove(noisy.get());
    }
    return rest;
  }

  private static Optional<Variance> pooled(List<Sample> settings) {
    int k = settings.size();
    int n = k == 0 ? 0 : settings.getFirst().size();
    if (k < 2 || n < 2) {
      return Optional.empty();
    }
    double freedom = (k - 1.0) * (n - 1);
    return Optional.of(new Variance(2 * squares(settings) / freedom / n, freedom));
  }

  /// What is left of settings with the same seeds, squared, when each setting's and each seed's
  /// mean are taken away.
  private static double squares(List<Sample> settings) {
    int n = settings.getFirst().size();
    double[] ofSeeds = new double[n];
    for (int seed = 0; seed < n; seed++) {
      for (Sample setting : settings) {
        ofSeeds[seed] += setting.values.get(seed) / settings.size();
      }
    }
    double grand = Spread.of(ofSeeds).mean();
    double squares = 0;
    for (Sample setting : settings) {
      for (int seed = 0; seed < n; seed++) {
        double rest = setting.values.get(seed) - setting.mean() - ofSeeds[seed] + grand;
        squares += rest * rest;
      }
    }
    return squares;
  }

  /// Compares two settings.
  Comparison compare(Sample a, Sample b) {
    if (!a.seeds.equals(b.seeds)) {
      return new Comparison(a.mean() - b.mean(), welch(a, b).margin());
    }
    int n = a.size();
    Spread differences =
        Spread.of(
            IntStream.range(0, n).mapToDouble(i -> a.values.get(i) - b.values.get(i)).toArray());
    Variance own = new Variance(differences.deviation() * differences.deviation() / n, n - 1);
    boolean shares = own.freedom < ENOUGH_FREEDOM && quiet.contains(a) && quiet.contains(b);
    Variance known = shares ? pooled.orElse(own) : own;
    return new Comparison(differences.mean(), known.margin());
  }

  /// Of settings with other seeds. Welch: The generalization of Student's problem when several
  /// different population variances are involved (1947).
  private static Variance welch(Sample a, Sample b) {
    if (a.size() < 2 || b.size() < 2) {
      return new Variance(0, 0);
    }
    double x = a.squaredError();
    double y = b.squaredError();
    double freedom =
        x + y == 0
            ? Math.min(a.size(), b.size()) - 1
            : (x + y) * (x + y) / (x * x / (a.size() - 1) + y * y / (b.size() - 1));
    return new Variance(x + y, freedom);
  }
}
