package dev.ravine.lab;

import dev.ravine.nn.Trainer;

/// Sets hyper-parameters anew when their epoch has come.
final class Reviser {

  private final RunPlan run;
  private final long stepsPerEpoch;
  private final Trainer trainer;
  private int done;

  /// @param trainer at its beginning, or where a checkpoint was taken, which holds what was revised
  ///   before it
  Reviser(RunPlan run, long stepsPerEpoch, Trainer trainer) {
    this.run = run;
    this.stepsPerEpoch = stepsPerEpoch;
    this.trainer = trainer;
    done = trainer.changes();
  }

  void betweenSteps(long step) {
    while (done < run.revisions().size()) {
      Revision next = run.revisions().get(done);
      if (step < next.epoch() * stepsPerEpoch) {
        return;
      }
      trainer.change(next.name(), next.value());
      done++;
    }
  }
}
