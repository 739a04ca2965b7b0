package dev.ravine.optim;

import org.jspecify.annotations.Nullable;

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

  /// Shares of which there must be something left.
  ///
  /// @param name the public name
  /// @param value must be in (0, 1)
  /// @return the value
  public static double openFraction(String name, double value) {
    return check(value > 0 && value < 1, name, "in (0, 1)", value);
  }

  /// Sizes that may not vanish.
  ///
  /// @param name the public name
  /// @param value must be above 0 and finite
  /// @return the value
  public static double positive(String name, double value) {
    return check(value > 0 && value < Double.POSITIVE_INFINITY, name, "positive", value);
  }

  /// Sizes that may not vanish in single precision either, such as ε.
  ///
  /// @param name the public name
  /// @param value must be 1e-37 or more and finite
  /// @return the value
  public static double positiveSingle(String name, double value) {
    positive(name, value);
    return check(
        value >= 1e-37 && value < Float.MAX_VALUE,
        name,
        "1e-37 or more, as numbers are of single precision",
        value);
  }

  /// Sizes that may not vanish in single precision either, and may change from step to step.
  ///
  /// @param name the public name
  /// @param schedule if constant, 1e-37 or more
  public static void positiveSingle(String name, Schedule schedule) {
    if (constant(name, schedule) instanceof Constant(double value)) {
      positiveSingle(name, value);
    }
  }

  /// Sizes that may vanish.
  ///
  /// @param name the public name
  /// @param value must be 0 or more and finite
  /// @return the value
  public static double notNegative(String name, double value) {
    return check(value >= 0 && value < Double.POSITIVE_INFINITY, name, "0 or more", value);
  }

  /// Learning rates: a constant one must be positive, a changing one may touch 0.
  ///
  /// @param schedule any schedule
  public static void learningRate(Schedule schedule) {
    positive("learningRate", schedule);
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

  /// Decay rates that may change from step to step.
  ///
  /// @param name the public name
  /// @param schedule if constant, in [0, 1)
  public static void fraction(String name, Schedule schedule) {
    if (constant(name, schedule) instanceof Constant(double value)) {
      fraction(name, value);
    }
  }

  /// Sizes that may change from step to step, but not vanish.
  ///
  /// @param name the public name
  /// @param schedule if constant, above 0 and finite
  public static void positive(String name, Schedule schedule) {
    if (constant(name, schedule) instanceof Constant(double value)) {
      positive(name, value);
    }
  }

  /// Sizes that may change from step to step, and vanish.
  ///
  /// @param name the public name
  /// @param schedule if constant, 0 or more and finite
  public static void notNegative(String name, Schedule schedule) {
    if (constant(name, schedule) instanceof Constant(double value)) {
      notNegative(name, value);
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

  private static Schedule constant(String name, @Nullable Schedule schedule) {
    if (schedule == null) {
      throw new IllegalArgumentException(name + " must be a schedule, was null");
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
