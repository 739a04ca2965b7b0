package dev.ravine.lab.run;

import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.train.Trainer;

/// Sets hyper-parameters anew when their epoch has come.
public final class HyperparameterChanger {

  private final RunPlan run;
  private final long stepsPerEpoch;
  private final Trainer trainer;
  private int done;

  /// Changes the hyper-parameters of a run.
  ///
  /// @param trainer at its beginning, or where a checkpoint was taken, which holds what was revised
  ///   before it
  public HyperparameterChanger(RunPlan run, long stepsPerEpoch, Trainer trainer) {
    this.run = run;
    this.stepsPerEpoch = stepsPerEpoch;
    this.trainer = trainer;
    done = trainer.changes();
  }

  /// Changes what is due.
  ///
  /// @param step that comes next
  public void betweenSteps(long step) {
    while (done < run.revisions().size()) {
      HyperparameterChange next = run.revisions().get(done);
      if (step < next.epoch() * stepsPerEpoch) {
        return;
      }
      trainer.change(next.name(), next.value());
      done++;
    }
  }
}
