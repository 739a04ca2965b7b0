package dev.ravine.lab;

import dev.ravine.nn.Trainer;

/// Is told what happens in an experiment; by several threads at a time, one for each run.
public interface ExperimentListener {

  /// A run begins.
  ///
  /// @param run which
  default void onStart(RunPlan run) {}

  /// A step was done.
  ///
  /// @param run which
  /// @param step from 1
  /// @param loss of the step's batch, before the update
  default void onStep(RunPlan run, long step, double loss) {}

  /// Accuracy was measured.
  ///
  /// @param run which
  /// @param epoch 0 before the first step, then after each epoch
  /// @param trainAccuracy share of right answers, 0 … 1
  /// @param validationAccuracy share of right answers, 0 … 1
  default void onEpoch(RunPlan run, int epoch, double trainAccuracy, double validationAccuracy) {}

  /// A run ended.
  ///
  /// @param run what became of it
  /// @param trainer holds the trained parameters
  default void onEnd(RunRecord run, Trainer trainer) {}
}
