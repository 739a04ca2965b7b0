package dev.ravine.optim.minimize;

/// What a minimization found.
public final class Minimum {

  private final double[] point;
  private final double value;
  private final double gradientNorm;
  private final long iterations;
  private final long evaluations;
  private final Stop stop;

  /// Takes the array over.
  Minimum(
      double[] point,
      double value,
      double gradientNorm,
      long iterations,
      long evaluations,
      Stop stop) {
    this.point = point;
    this.value = value;
    this.gradientNorm = gradientNorm;
    this.iterations = iterations;
    this.evaluations = evaluations;
    this.stop = stop;
  }

  /// The best point.
  ///
  /// @return a copy
  public double[] point() {
    return point.clone();
  }

  /// The value there.
  ///
  /// @return the least that was found
  public double value() {
    return value;
  }

  /// The largest component of the gradient there, by its size.
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

  /// How often value and gradient were computed.
  ///
  /// @return 1 or more
  public long evaluations() {
    return evaluations;
  }

  /// Why it ended.
  ///
  /// @return [Stop#UNFINISHED] if it has not
  public Stop stop() {
    return stop;
  }

  @Override
  public String toString() {
    return "%s after %d iterations and %d evaluations, gradient %s: %s"
        .formatted(value, iterations, evaluations, gradientNorm, stop.words());
  }
}
