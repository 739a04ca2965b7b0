package dev.ravine.optim.hyperparameter;

import java.util.List;

/// A hyper-parameter that may change from step to step.
///
/// Most are pure functions of the step. One that answers to how the training goes has a memory,
/// which belongs to the stepper and is saved with it, and is told of each measurement.
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
  default List<Memory> memory() {
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

  /// A schedule that never changes.
  ///
  /// @param value the value of every step
  /// @return a constant
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /// The same value in every step. Written as the number alone.
  ///
  /// @param value the value
  @Named(value = "constant", summary = "the same value in every step")
  record Constant(double value) implements Schedule {

    @Override
    public double at(long k) {
      return value;
    }

    @Override
    public String toString() {
      return HyperParameters.print(value);
    }
  }

  /// A number that a schedule keeps.
  ///
  /// @param name unique in the schedule
  /// @param initial before anything was observed
  record Memory(String name, double initial) {}
}
