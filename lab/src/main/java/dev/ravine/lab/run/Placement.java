package dev.ravine.lab.run;

import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.train.Training;

/// Where the work of runs is done.
public interface Placement {

  /// In this process.
  Placement HERE =
      new Placement() {
        @Override
        public Training place(RunPlan run, Training training) {
          return training;
        }

        @Override
        public int sideBySide(int threads) {
          return threads;
        }
      };

  /// Places a run.
  ///
  /// @param run that is about to begin
  /// @param training of it
  /// @return the same, done where it is to be done
  Training place(RunPlan run, Training training);

  /// How many runs may be in progress at the same time.
  ///
  /// @param threads how many this process may use
  /// @return 1 or more
  int sideBySide(int threads);

  /// Lets no run wait for others any more.
  default void stop() {}
}
