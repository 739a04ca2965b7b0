package dev.ravine.optim.minimize;

/// What a minimization found.
public final class Minimum {

  private final double[] point;
  private final double value;
  private final double gradientNorm;
  private final long iterations;
  private final long evaluations;
  private final double passes;
  private final Stop stop;
  private final boolean isEstimate;

  /// For implementations of [Minimization].
  ///
  /// @param point the best one; the array is taken over
  /// @param value there
  /// @param gradientNorm the largest component of the gradient there, by its size
  /// @param iterations steps made
  /// @param evaluations values and gradients computed, of parts if the objective is a sum
  /// @param passes evaluations of the whole objective that they amount to
  /// @param stop why it ended
  public Minimum(
      double[] point,
      double value,
      double gradientNorm,
      long iterations,
      long evaluations,
      double passes,
      Stop stop) {
    this(point, value, gradientNorm, iterations, evaluations, passes, stop, false);
  }

  private Minimum(
      double[] point,
      double value,
      double gradientNorm,
      long iterations,
      long evaluations,
      double passes,
      Stop stop,
      boolean isEstimate) {
    this.isEstimate = isEstimate;
    this.point = point;
    this.value = value;
    this.gradientNorm = gradientNorm;
    this.iterations = iterations;
    this.evaluations = evaluations;
    this.passes = passes;
    this.stop = stop;
  }

  /// How [#gradientNorm] is measured.
  ///
  /// @param gradient of the objective
  /// @return the size of its largest component; NaN if one is not a number
  public static double norm(double[] gradient) {
    double greatest = 0;
    for (double g : gradient) {
      greatest = Math.max(greatest, Math.abs(g));
    }
    return greatest;
  }

  /// The best point.
  ///
  /// @return a copy
  public double[] point() {
    return point.clone();
  }

  /// The value there. While a minimizer goes from part to part of a [FiniteSum], it is what the
  /// method estimates; `minimize` computes it at the end.
  ///
  /// @return a number
  public double value() {
    return value;
  }

  /// The largest component of the gradient there, by its size; an estimate where [#value] is.
  ///
  /// @return 0 or more
  public double gradientNorm() {
    return gradientNorm;
  }

  /// How many steps were made.
  ///
  /// @return 0 or more
  public long iterations() {
    return iterations;
  }

  /// How often value and gradient were computed: of parts, if the minimizer looks at the parts of a
  /// [FiniteSum].
  ///
  /// @return 1 or more
  public long evaluations() {
    return evaluations;
  }

  /// How many evaluations of the whole objective that amounts to: effective passes over the data.
  ///
  /// @return the evaluations, or of parts, the evaluations divided by the number of parts
  public double passes() {
    return passes;
  }

  /// Why it ended.
  ///
  /// @return [Stop#UNFINISHED] if it has not
  public Stop stop() {
    return stop;
  }

  /// Value and gradient at the point, computed anew if the minimizer went from part to part and
  /// only estimates them. That does not count as an evaluation.
  ///
  /// @param objective that was minimized
  /// @return this, or a copy
  public Minimum computed(Objective objective) {
    if (!isEstimate) {
      return this;
    }
    double[] gradient = new double[point.length];
    double exact = objective.gradient(point, gradient);
    return new Minimum(point, exact, norm(gradient), iterations, evaluations, passes, stop);
  }

  Minimum stoppedBy(Stop why) {
    return new Minimum(
        point, value, gradientNorm, iterations, evaluations, passes, why, isEstimate);
  }

  Minimum asEstimate() {
    return new Minimum(point, value, gradientNorm, iterations, evaluations, passes, stop, true);
  }

  @Override
  public String toString() {
    return "%s after %d iterations and %d evaluations, gradient %s: %s"
        .formatted(value, iterations, evaluations, gradientNorm, stop.words());
  }
}
