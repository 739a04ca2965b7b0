package dev.ravine.optim.hyperparameter;

/// Checks of numbers that are no components of a stage, as those of schedules. Each failure names
/// the parameter, the rule and the value.
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

  /// Counts that may vanish.
  ///
  /// @param name the public name
  /// @param value must be 0 or more
  public static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("%s must be 0 or more, was %d".formatted(name, value));
    }
  }

  /// Counts that may not vanish.
  ///
  /// @param name the public name
  /// @param value must be 1 or more
  public static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be 1 or more, was %d".formatted(name, value));
    }
  }

  /// Schedules that can't be told how the training goes.
  ///
  /// @param name the public name
  /// @param schedule must depend on the step alone
  public static void dependsOnStepAlone(String name, Schedule schedule) {
    if (!schedule.memory().isEmpty()) {
      throw new IllegalArgumentException(
          "%s must depend on the step alone, was %s".formatted(name, schedule));
    }
  }

  private static double check(boolean holds, String name, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, was %s".formatted(name, rule, value));
    }
    return value;
  }
}
