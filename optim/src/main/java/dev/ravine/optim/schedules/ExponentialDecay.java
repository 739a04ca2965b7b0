package dev.ravine.optim.schedules;

import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;

/// Falls by the same factor in every step: at(k) = initial · e^(−rate · k).
///
/// @param initial the value at k = 0, positive
/// @param rate 0 or more, per step
public record ExponentialDecay(double initial, double rate) implements Schedule {

  /// Checks the ranges.
  public ExponentialDecay {
    Require.positive("initial", initial);
    Require.notNegative("rate", rate);
  }

  @Override
  public double at(long k) {
    return initial * StrictMath.exp(-rate * k);
  }

  @Override
  public String toString() {
    return Recipe.print("exponential", this);
  }
}
