package dev.ravine.lab.stats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;

/// How well differences between settings are known. Runs with the same seed start from the same
/// weights and see the same batches, so settings are compared seed by seed; of a cross-validation,
/// fold by fold. Where settings are about equally noisy and have fewer than five seeds, what is
/// left when each setting's and each seed's mean are taken away is pooled over all of them (a
/// two-way layout without interaction); Cochran's test says whether one is too noisy for that.
///
/// Accuracies are shares of so many examples, so equal ones are no proof that there is no noise:
/// the variance is at least that of rounding.
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

    /// @param least the variance there is at least, as values are rounded
    Optional<Double> margin(double least) {
      return freedom < FEWEST_FREEDOM
          ? Optional.empty()
          : Optional.of(SeedStatistics.quantile(freedom) * Math.sqrt(Math.max(value, least)));
    }
  }

  /// Results of one setting.
  ///
  /// @param repetitions what tells its runs apart, such as `seed 0`, in one order for all settings
  /// @param values of each
  /// @param resolution the least difference between two values
  record Sample(List<String> repetitions, List<Double> values, double resolution) {

    double mean() {
      return statistics().mean();
    }

    SeedStatistics statistics() {
      return SeedStatistics.of(values.stream().mapToDouble(v -> v).toArray());
    }

    int size() {
      return values.size();
    }

    /// The variance of the mean that rounding makes by itself: values are spread evenly over the
    /// least difference (Sheppard).
    double rounding() {
      return resolution * resolution / 12 / size();
    }

    /// The squared error of the mean.
    double squaredError() {
      double deviation = statistics().deviation();
      return deviation * deviation / size();
    }
  }

  private final Optional<Variance> pooled;

  /// Those whose differences have about the pooled variance, or less.
  private final Set<Sample> quiet;

  private Noise(Optional<Variance> pooled, Set<Sample> quiet) {
    this.pooled = pooled;
    this.quiet = quiet;
  }

  /// Looks at settings: what is pooled are those with the same seeds, as many as there are.
  static Noise of(List<Sample> settings) {
    List<Sample> most =
        settings.stream().collect(Collectors.groupingBy(Sample::repetitions)).values().stream()
            .reduce(List.of(), (a, b) -> b.size() > a.size() ? b : a);
    if (most.isEmpty() || most.getFirst().size() < 2) {
      return new Noise(Optional.empty(), Set.of());
    }
    Layout layout = alike(most);
    Set<Sample> quiet = new HashSet<>(layout.settings);
    most.stream().filter(s -> s.statistics().deviation() == 0).forEach(quiet::add);
    return new Noise(pooled(layout, most.getFirst().size()), quiet);
  }

  /// Settings with the same seeds, each less its mean. What is left of them when each seed's mean
  /// is taken away too, squared: Σ d² − k Σ d̄², with d̄ the mean over the k settings for each
  /// seed.
  private static final class Layout {

    private final List<Sample> settings = new ArrayList<>();
    private final List<double[]> distances = new ArrayList<>();
    private final double[] sums;
    private double squares;

    Layout(int seeds) {
      sums = new double[seeds];
    }

    void add(Sample setting) {
      double mean = setting.mean();
      double[] d = setting.values.stream().mapToDouble(v -> v - mean).toArray();
      settings.add(setting);
      distances.add(d);
      for (int seed = 0; seed < d.length; seed++) {
        sums[seed] += d[seed];
        squares += d[seed] * d[seed];
      }
    }

    void remove(int index) {
      double[] d = distances.remove(index);
      settings.remove(index);
      for (int seed = 0; seed < d.length; seed++) {
        sums[seed] -= d[seed];
        squares -= d[seed] * d[seed];
      }
    }

    int size() {
      return settings.size();
    }

    double rest() {
      double means = 0;
      for (double sum : sums) {
        means += sum * sum;
      }
      return Math.max(0, squares - means / size());
    }

    /// What would be left without one of them.
    double without(int index) {
      double[] d = distances.get(index);
      double own = 0;
      double means = 0;
      for (int seed = 0; seed < d.length; seed++) {
        own += d[seed] * d[seed];
        means += (sums[seed] - d[seed]) * (sums[seed] - d[seed]);
      }
      return Math.max(0, squares - own - means / (size() - 1));
    }
  }

  /// Leaves out settings one by one, as long as one is much noisier than the others.
  private static Layout alike(List<Sample> settings) {
    Layout layout = new Layout(settings.getFirst().size());
    settings.stream().filter(s -> s.statistics().deviation() > 0).forEach(layout::add);
    while (layout.size() > 2) {
      int noisiest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < layout.size(); i++) {
        double without = layout.without(i);
        noisiest = without < least ? i : noisiest;
        least = Math.min(least, without);
      }
      int freedom = settings.getFirst().size() - 1;
      int others = (layout.size() - 2) * freedom;
      double f = (layout.rest() - least) / freedom / (Math.max(least, ROUNDING) / others);
      double likely =
          least < ROUNDING ? 0 : FDistribution.of(freedom, others).survivalProbability(f);
      if (likely >= UNLIKELY / layout.size()) {
        return layout;
      }
      layout.remove(noisiest);
    }
    return layout;
  }

  private static Optional<Variance> pooled(Layout layout, int seeds) {
    if (layout.size() < 2) {
      return Optional.empty();
    }
    double freedom = (layout.size() - 1.0) * (seeds - 1);
    return Optional.of(new Variance(2 * layout.rest() / freedom / seeds, freedom));
  }

  /// Compares two settings.
  Comparison compare(Sample a, Sample b) {
    double rounding = a.rounding() + b.rounding();
    if (!a.repetitions.equals(b.repetitions)) {
      return new Comparison(a.mean() - b.mean(), welch(a, b).margin(rounding));
    }
    int n = a.size();
    SeedStatistics differences =
        SeedStatistics.of(
            IntStream.range(0, n).mapToDouble(i -> a.values.get(i) - b.values.get(i)).toArray());
    Variance own = new Variance(differences.deviation() * differences.deviation() / n, n - 1);
    boolean shares = own.freedom < ENOUGH_FREEDOM && quiet.contains(a) && quiet.contains(b);
    Variance known = shares ? pooled.orElse(own) : own;
    return new Comparison(differences.mean(), known.margin(rounding));
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
