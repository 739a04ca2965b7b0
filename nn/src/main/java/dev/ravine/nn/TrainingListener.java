package dev.ravine.nn;

/// Is told what happens in a run, from the run's own thread.
public interface TrainingListener {

  /// A step's loss is known; its update comes next.
  ///
  /// @param step from 1
  /// @param loss of the step's batch, before the update
  default void onStep(long step, double loss) {}

  /// Accuracy was measured.
  ///
  /// @param epoch 0 before the first step, then after each epoch
  /// @param trainAccuracy share of right answers on up to 1,000 training examples
  /// @param validationAccuracy share of right answers on all validation examples
  default void onEpoch(int epoch, double trainAccuracy, double validationAccuracy) {}

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
