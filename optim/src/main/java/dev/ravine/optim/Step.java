package dev.ravine.optim;

/// The numbers that all blocks of one step share. One object serves all steps.
public final class Step {

  long completed;
  double learningRate;
  double gradientNorm;

  Step() {}

  /// The number of updates completed before this step: what schedules are read at.
  ///
  /// @return 0 in the first step
  public long k() {
    return completed;
  }

  /// The number of this step: t in the papers.
  ///
  /// @return 1 in the first step
  public long t() {
    return completed + 1;
  }

  /// A decay rate to the power of this step's number, by repeated squaring in double. (The JDK's
  /// `StrictMath.pow` allocates.)
  ///
  /// @param base β in [0, 1)
  /// @return βᵗ, to a relative error of at most t · 2⁻⁵³
  public double power(double base) {
    double result = 1;
    double square = base;
    for (long rest = t(); rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /// The rule's learning rate in this step.
  ///
  /// @return the schedule's value at [#k()]
  public double learningRate() {
    return learningRate;
  }

  /// The Euclidean norm of the gradient as it reached the stage that asked for it with
  /// [Reduction#GRADIENT_NORM].
  ///
  /// @return the norm, accumulated in double
  public double gradientNorm() {
    return gradientNorm;
  }
}
