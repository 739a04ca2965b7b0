package dev.ravine.optim;

import java.util.List;
import java.util.Optional;

/// A hyper-parameter that may change from step to step.
///
/// Most are pure functions of the step. One that answers to how the training goes has a memory,
/// which belongs to the stepper and is saved with it, and is told by [Stepper#observe(double)].
///
/// Implementations are immutable values whose [Object#toString()] is what one writes in a
/// configuration.
@FunctionalInterface
public interface Schedule {

  /// The value for one step, a pure function of its argument.
  ///
  /// @param k the number of updates completed, 0 at the first step
  /// @return the value to use in step k + 1
  double at(long k);

  /// The numbers it keeps, as they are before anything was observed.
  ///
  /// @return names and first values; none if it depends on the step alone
  default List<Scalar> memory() {
    return List.of();
  }

  /// The value for one step, a pure function of its arguments.
  ///
  /// @param k the number of updates completed
  /// @param memory as many numbers as [#memory()] has
  /// @return the value to use in step k + 1
  default double at(long k, double[] memory) {
    return at(k);
  }

  /// Takes notice of a measurement.
  ///
  /// @param metric the smaller the better
  /// @param memory is changed
  default void observe(double metric, double[] memory) {}

  /// Reads a schedule.
  ///
  /// @param text as in a recipe: a number, or such as `cosine(1e-3,100)`
  /// @return the schedule
  /// @throws IllegalArgumentException with the position of what can't be read
  static Schedule parse(String text) {
    return new RecipeParser(text).schedule();
  }

  /// Reads a schedule that may be written in terms of a run, such as `cosine(1e-3)`.
  ///
  /// @param text as in a recipe
  /// @param length of the run
  /// @return the schedule
  /// @throws IllegalArgumentException if the text is no schedule
  static Schedule parse(String text, RunLength length) {
    return new RecipeParser(text, Optional.of(length)).schedule();
  }

  /// A schedule that never changes.
  ///
  /// @param value the value of every step
  /// @return a constant
  static Schedule constant(double value) {
    return new Constant(value);
  }
}
