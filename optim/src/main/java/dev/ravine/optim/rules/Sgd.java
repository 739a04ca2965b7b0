package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;

/// Stochastic gradient descent: a step against the gradient.
///
/// ```
/// θ ← θ − learningRate · g
/// ```
///
/// **Deviations:** none; every library computes the same.
///
/// **When to use it:** as the yardstick for everything else.
///
/// Robbins, Monro: A Stochastic Approximation Method (Annals of Mathematical Statistics 22, 1951).
///
/// @param learningRate α
@Named(value = "sgd", summary = "a step against the gradient", source = "Robbins, Monro 1951")
public record Sgd(@In("(0, ∞)") Schedule learningRate) implements UpdateRule {

  /// Checks the ranges.
  public Sgd {
    Range.check(Sgd.class, learningRate);
  }

  /// A constant learning rate and the defaults.
  public static Sgd of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Sgd of(Schedule learningRate) {
    return new Sgd(learningRate);
  }

  @Override
  public void update(Step step, Block block) {
    // The gradient is the direction.
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
