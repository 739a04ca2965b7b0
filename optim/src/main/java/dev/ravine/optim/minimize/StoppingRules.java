package dev.ravine.optim.minimize;

/// When a minimization ends.
///
/// @param gradientTolerance ends it when no component of the gradient is larger, 0 or more
/// @param valueTolerance ends it when (f₋ − f) ≤ valueTolerance · max(|f₋|, |f|, 1), 0 or more; 0:
///   only when no digit changes
/// @param iterations at most so many, 1 or more
/// @param evaluations at most about so many values and gradients, 1 or more
/// @param passes at most about so many evaluations of the whole objective, above 0
public record StoppingRules(
    double gradientTolerance,
    double valueTolerance,
    long iterations,
    long evaluations,
    double passes) {

  /// The usual rules: gradient 1e-5, value 0, 1,000,000 iterations and evaluations, any number of
  /// passes.
  public static final StoppingRules USUAL =
      new StoppingRules(1e-5, 0, 1_000_000, 1_000_000, Double.POSITIVE_INFINITY);

  public StoppingRules {
    if (!(gradientTolerance >= 0)) {
      throw new IllegalArgumentException(
          "gradientTolerance must be 0 or more, was " + gradientTolerance);
    }
    if (!(valueTolerance >= 0)) {
      throw new IllegalArgumentException("valueTolerance must be 0 or more, was " + valueTolerance);
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be 1 or more, was " + iterations);
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("evaluations must be 1 or more, was " + evaluations);
    }
    if (!(passes > 0)) {
      throw new IllegalArgumentException("passes must be above 0, was " + passes);
    }
  }

  /// The same with another tolerance for the gradient.
  public StoppingRules gradientTolerance(double tolerance) {
    return new StoppingRules(tolerance, valueTolerance, iterations, evaluations, passes);
  }

  /// The same with another tolerance for the value.
  public StoppingRules valueTolerance(double tolerance) {
    return new StoppingRules(gradientTolerance, tolerance, iterations, evaluations, passes);
  }

  /// The same with another number of iterations.
  public StoppingRules iterations(long most) {
    return new StoppingRules(gradientTolerance, valueTolerance, most, evaluations, passes);
  }

  /// The same with another number of evaluations.
  public StoppingRules evaluations(long most) {
    return new StoppingRules(gradientTolerance, valueTolerance, iterations, most, passes);
  }

  /// The same with another number of passes.
  public StoppingRules passes(double most) {
    return new StoppingRules(gradientTolerance, valueTolerance, iterations, evaluations, most);
  }
}
