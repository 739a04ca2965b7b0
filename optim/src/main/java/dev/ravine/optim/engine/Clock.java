package dev.ravine.optim.engine;

import dev.ravine.optim.hyperparameter.Schedule;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/// What all stages of one stepper share: how many steps were done, and what schedules remember.
final class Clock {

  // By identity: equal schedules of two stages have memories of their own.
  private final IdentityHashMap<Schedule, double[]> memories = new IdentityHashMap<>();
  private long completed;
  Supplier<String> firstNonFiniteTensor = () -> "no tensor";

  /// How many steps were done.
  long completed() {
    return completed;
  }

  /// One more step was done.
  void advance() {
    completed++;
  }

  /// Resumes after so many steps.
  void resume(long steps) {
    completed = steps;
  }

  void remember(Schedule schedule, double[] memory) {
    memories.put(schedule, memory);
  }

  void forgetSchedules() {
    memories.clear();
  }

  void observe(double metric) {
    memories.forEach((schedule, memory) -> schedule.observe(metric, memory));
  }

  double now(Schedule schedule) {
    return at(schedule, completed);
  }

  double next(Schedule schedule) {
    return at(schedule, completed + 1);
  }

  private double at(Schedule schedule, long k) {
    double[] memory = memories.get(schedule);
    return memory == null ? schedule.at(k) : schedule.at(k, memory);
  }
}
