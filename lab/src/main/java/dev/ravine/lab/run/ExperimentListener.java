package dev.ravine.lab.run;

import dev.ravine.lab.plan.RunPlan;

/// Is told what happens in an experiment; by several threads at a time, one for each run.
public interface ExperimentListener {

  /// A run begins.
  ///
  /// @param run which
  default void onStart(RunPlan run) {}

  /// Something was measured. A resumed run begins with what was measured before.
  ///
  /// @param run which
  /// @param event what
  default void onEvent(RunPlan run, Event event) {}

  /// A run ended.
  ///
  /// @param run what became of it
  default void onEnd(RunRecord run) {}

  /// A run goes on from its last checkpoint, since others who took part in it are gone.
  ///
  /// @param run that goes on
  /// @param reason a sentence without its end
  default void onShardsLost(RunPlan run, String reason) {}
}
