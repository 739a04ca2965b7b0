package dev.ravine.optim.schedules;

import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;

/// 1/t decay: at(k) = initial / (1 + rate · k).
///
/// @param initial the value at k = 0, positive
/// @param rate 0 or more, per step
public record InverseTimeDecay(double initial, double rate) implements Schedule {

  /// Checks the ranges.
  public InverseTimeDecay {
    Require.positive("initial", initial);
    Require.notNegative("rate", rate);
  }

  @Override
  public double at(long k) {
    return initial / (1 + rate * k);
  }

  @Override
  public String toString() {
    return Recipe.print("inverseTime", this);
  }
}
