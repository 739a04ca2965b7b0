package dev.ravine.optim.schedules;

import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;

/// Another schedule, multiplied.
///
/// @param schedule any
/// @param factor 0 or more
public record Scaled(Schedule schedule, double factor) implements Schedule {

  /// Checks the ranges.
  public Scaled {
    Require.notReactive("schedule", schedule);
    Require.notNegative("factor", factor);
  }

  @Override
  public double at(long k) {
    return factor * schedule.at(k);
  }

  @Override
  public String toString() {
    return Recipe.print("scaled", this);
  }
}
