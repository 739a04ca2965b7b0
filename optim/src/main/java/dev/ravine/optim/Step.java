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

  /// A decay rate to the power of this step's number.
  ///
  /// @param base β in [0, 1)
  /// @return βᵗ
  public double power(double base) {
    return Power.of(base, t());
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
