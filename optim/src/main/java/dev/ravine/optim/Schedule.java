package dev.ravine.optim;

import dev.ravine.optim.schedules.Constant;

/// A hyper-parameter that may change from step to step.
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

  /// A schedule that never changes.
  ///
  /// @param value the value of every step
  /// @return a constant
  static Schedule constant(double value) {
    return new Constant(value);
  }
}
