package dev.ravine.optim;

import java.util.List;

/// A schedule that answers to how the training goes, told by [Stepper#observe(double)]. Its memory
/// belongs to the stepper, is saved with it, and is the only thing it depends on besides k.
public interface ReactiveSchedule extends Schedule {

  /// The numbers it keeps, as they are before anything was observed.
  ///
  /// @return names and first values
  List<Scalar> memory();

  /// The value for one step.
  ///
  /// @param k the number of updates completed
  /// @param memory as many numbers as [#memory()] has
  /// @return the value to use in step k + 1
  double at(long k, double[] memory);

  /// Takes notice of a measurement.
  ///
  /// @param metric the smaller the better
  /// @param memory is changed
  void observe(double metric, double[] memory);
}
