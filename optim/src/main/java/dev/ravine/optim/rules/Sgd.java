package dev.ravine.optim.rules;

import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.UpdateRule;

/// Stochastic gradient descent: a step against the gradient.
///
/// ```
/// θ ← θ − learningRate · g
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
///
/// **Deviations:** none; every library computes the same.
///
/// **When to use it:** as the yardstick for everything else.
///
/// Robbins, Monro: A Stochastic Approximation Method (Annals of Mathematical Statistics 22, 1951).
///
/// @param learningRate α
public record Sgd(Schedule learningRate) implements UpdateRule {

  /// Checks the learning rate.
  public Sgd {
    Require.learningRate(learningRate);
  }

  /// A constant learning rate.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Sgd of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Sgd of(Schedule learningRate) {
    return new Sgd(learningRate);
  }

  @Override
  public BlockLoop begin() {
    return block -> {}; // the gradient is the direction
  }

  @Override
  public String toString() {
    return Recipe.print("sgd", this);
  }
}
