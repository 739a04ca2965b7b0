package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;

/// Is told what happens in a run, from the run's own thread.
public interface TrainingListener {

  /// Asked before every step.
  ///
  /// @param step from 1
  /// @return true if [#onDiagnosis] is to be told of it, which costs three walks through memory
  default boolean diagnoses(long step) {
    return false;
  }

  /// A step that was asked for in [#diagnoses] was done; [#onStep] comes next.
  ///
  /// @param step from 1
  /// @param diagnosis how it moved the parameters
  default void onDiagnosis(long step, Diagnosis diagnosis) {}

  /// A step was done, or, if it is the last of a run that diverged, tried.
  ///
  /// @param step from 1
  /// @param loss of the step's batch, before the update
  default void onStep(long step, double loss) {}

  /// The model was evaluated: before the first step, after each epoch that was not skipped, and at
  /// the end.
  ///
  /// @param epoch 0 before the first step
  /// @param train on up to 1,000 training examples
  /// @param validation on all validation examples
  default void onEpoch(int epoch, Evaluation train, Evaluation validation) {}

  /// A minimizer's step went over the end of an epoch: there is no model of it.
  ///
  /// @param epoch from 1
  /// @param train as evaluated before the step
  /// @param validation as evaluated before the step
  default void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {}

  /// [TrainingBuilder#run] is about to return a model.
  ///
  /// @param summary how it ended, and which epoch's model it is
  default void onEnd(TrainingSummary summary) {}

  /// A moment between two steps: now a checkpoint can be taken.
  ///
  /// @param step how many steps are done
  default void betweenSteps(long step) {}

  /// Asked before every step, after [#betweenSteps].
  ///
  /// @return true if the run is to stop here
  default boolean stops() {
    return false;
  }
}
