package dev.ravine.optim.stage;

import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// Turns gradients into directions: the heart of an optimizer.
///
/// In its loop [Block#update()] holds the gradient and is overwritten by the direction d; the
/// engine then does θ ← θ − learningRate · d. A rule whose memory contains the learning rate says
/// so in [#appliesLearningRate()] and leaves the finished update instead.
///
/// Implementations are records whose components are the hyper-parameters, under their public names.
public non-sealed interface UpdateRule extends Stage {

  /// The size of the steps.
  ///
  /// @return a schedule, read once per step
  Schedule learningRate();

  /// Whether the rule multiplies by the learning rate itself. Such a rule cannot be followed by an
  /// [OnDirection] stage.
  ///
  /// @return true if the loop leaves the update, false if it leaves the direction
  default boolean appliesLearningRate() {
    return false;
  }

  /// Stages that belong to the rule and run directly before its loop.
  ///
  /// @return usually none
  default List<OnGradient> before() {
    return List.of();
  }

  /// Stages that belong to the rule and run directly after its loop.
  ///
  /// @return usually none
  default List<OnDirection> after() {
    return List.of();
  }
}
