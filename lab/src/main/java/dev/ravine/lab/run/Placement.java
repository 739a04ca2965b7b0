package dev.ravine.lab.run;

import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.train.Training;

/// Where the work of runs is done.
@FunctionalInterface
public interface Placement {

  /// In this process.
  Placement HERE = (run, training) -> training;

  /// Places a run.
  ///
  /// @param run that is about to begin
  /// @param training of it
  /// @return the same, done where it is to be done
  Training place(RunPlan run, Training training);
}
