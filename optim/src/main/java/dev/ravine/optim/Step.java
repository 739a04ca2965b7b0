package dev.ravine.optim;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/// The numbers that all blocks of one step share. One object serves all steps.
public final class Step {

  // By identity: equal schedules of two stages have memories of their own.
  private final IdentityHashMap<Schedule, double[]> memories = new IdentityHashMap<>();
  long completed;
  double norm;
  double[] scalars = {};

  Supplier<String> firstNonFiniteTensor = () -> "no tensor";

  Step() {}

  void remember(Schedule schedule, double[] memory) {
    memories.put(schedule, memory);
  }

  void forgetSchedules() {
    memories.clear();
  }

  void observe(double metric) {
    memories.forEach((schedule, memory) -> schedule.observe(metric, memory));
  }

  /// The number of updates completed before this step: what schedules are read at.
  ///
  /// @return 0 in the first step
  public long k() {
    return completed;
  }

  /// The number of this step: t in the papers.
  ///
  /// @return 1 in the first step
  public long t() {
    return completed + 1;
  }

  /// The value of a hyper-parameter in this step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()]
  public double value(Schedule schedule) {
    return at(schedule, completed);
  }

  /// The value a hyper-parameter will have in the next step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()] + 1
  public double next(Schedule schedule) {
    return at(schedule, completed + 1);
  }

  private double at(Schedule schedule, long k) {
    double[] memory = memories.get(schedule);
    return memory == null ? schedule.at(k) : schedule.at(k, memory);
  }

  /// A number the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @return its value
  public double scalar(int number) {
    return scalars[number];
  }

  /// Sets a number the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @param value is kept
  /// @return the value
  public double scalar(int number, double value) {
    scalars[number] = value;
    return value;
  }

  /// Multiplies a number the stage keeps: a decay rate's power grows so, even if the rate changes.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @param factor the rate of this step
  /// @return the product, βᵗ for a constant rate β
  public double multiply(int number, double factor) {
    return scalar(number, scalar(number) * factor);
  }

  /// The norm that the stage asked for with [Reduction#NORM].
  ///
  /// @return the norm, accumulated in double
  public double norm() {
    return norm;
  }

  /// Which tensor's gradient holds infinities or what is not a number.
  ///
  /// @return the first such tensor's name
  public String firstNonFiniteTensor() {
    return firstNonFiniteTensor.get();
  }
}
