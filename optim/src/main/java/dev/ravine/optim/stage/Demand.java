package dev.ravine.optim.stage;

/// What a recipe needs of whoever drives it, beyond a gradient for each step. Who begins a stepper
/// says which of these he supplies; a recipe that demands more is refused then and there.
public enum Demand {
  /// The gradient at a second point in each step: `Stepper.stepConsuming(theta, gradient, again)`
  /// must be used.
  SECOND_GRADIENT("a second gradient in each step"),
  /// Evaluation with other weights than those that are trained: `Stepper.evaluationWeights` must be
  /// used.
  EVALUATION_WEIGHTS("evaluation with weights of its own");

  private final String words;

  Demand(String words) {
    this.words = words;
  }

  /// For error messages.
  ///
  /// @return what is demanded
  public String words() {
    return words + " (Demand." + name() + ")";
  }
}
