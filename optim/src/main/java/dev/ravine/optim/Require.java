package dev.ravine.optim;

import dev.ravine.optim.schedules.Constant;

/// Checks of hyper-parameters. Each failure names the parameter, the rule and the value.
public final class Require {

  private Require() {}

  /// Decay rates: β, μ, ρ.
  ///
  /// @param name the public name
  /// @param value must be in [0, 1)
  /// @return the value
  public static double fraction(String name, double value) {
    return check(value >= 0 && value < 1, name, "in [0, 1)", value);
  }

  /// Sizes that may not vanish.
  ///
  /// @param name the public name
  /// @param value must be above 0 and finite
  /// @return the value
  public static double positive(String name, double value) {
    return check(value > 0 && value < Double.POSITIVE_INFINITY, name, "positive", value);
  }

  /// Sizes that may vanish.
  ///
  /// @param name the public name
  /// @param value must be 0 or more and finite
  /// @return the value
  public static double notNegative(String name, double value) {
    return check(value >= 0 && value < Double.POSITIVE_INFINITY, name, "0 or more", value);
  }

  /// Learning rates: a constant one must be positive.
  ///
  /// @param schedule any schedule
  /// @return the schedule
  public static Schedule learningRate(Schedule schedule) {
    if (schedule instanceof Constant constant) {
      positive("learningRate", constant.value());
    }
    return schedule;
  }

  private static double check(boolean holds, String name, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, was %s".formatted(name, rule, value));
    }
    return value;
  }
}
