package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;

/// Stochastic gradient descent: a step against the gradient.
///
/// ```
/// θ ← θ − learningRate · g
/// ```
///
/// - **Deviations:** none; every library computes the same.
/// - **When to use it:** as the yardstick for everything else.
/// - **Example:** `Descent.of(Surface.RAVINE, Sgd.of(0.03), 30).endValue()` is 6.51.
///
/// @param learningRate α
@Named(
    value = "sgd",
    summary = "a step against the gradient",
    source = "Robbins, Monro, Annals of Mathematical Statistics 22 (1951)")
public record Sgd(@In("(0, ∞)") Schedule learningRate) implements UpdateRule {
  public Sgd {
    Range.check(Sgd.class, learningRate);
  }

  /// A constant learning rate and the defaults.
  public static Sgd of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Sgd of(Schedule learningRate) {
    return new Sgd(learningRate);
  }

  @Override
  public void update(Step step, Block block) {
    // The gradient is the direction.
  }
}
