package dev.ravine.optim.stage;

import dev.ravine.optim.hyperparameter.Schedule;

/// The numbers that all blocks of one stage share in one step.
public interface Step {

  /// The number of updates completed before this step: what schedules are read at.
  ///
  /// @return 0 in the first step
  long k();

  /// The number of this step: t in the papers.
  ///
  /// @return 1 in the first step
  long t();

  /// The value of a hyper-parameter in this step, in double.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()]
  double asDouble(Schedule schedule);

  /// The value of a hyper-parameter in this step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()]
  float value(Schedule schedule);

  /// What a decay rate leaves: 1 − β, formed in double.
  ///
  /// @param schedule one of the stage's components
  /// @return 1 − its value at [#k()]
  float oneMinus(Schedule schedule);

  /// The correction for an average's start from zero: 1 / (1 − βᵗ), formed in double.
  ///
  /// @param rate one of the stage's components, of which it keeps a [Scalar#power]
  /// @return 1 or more
  float correction(Schedule rate);

  /// The value a hyper-parameter will have in the next step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()] + 1, checked
  double next(Schedule schedule);

  /// A number the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @return its value in this step
  double scalar(int number);

  /// What a number was before this step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @return its value in the last step, or its initial one
  double before(int number);

  /// The norm that the stage asked for with [Reduction#NORM].
  ///
  /// @return the norm, accumulated in double
  double norm();

  /// Which tensor's gradient holds infinities or what is not a number.
  ///
  /// @return the first such tensor's name
  String firstNonFiniteTensor();
}
