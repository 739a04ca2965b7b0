package dev.ravine.lab.run;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import java.util.Optional;

/// What was measured at one moment of a run.
public sealed interface Event {

  /// How many steps were done.
  ///
  /// @return 0 or more
  long step();

  /// How often a gradient was computed.
  ///
  /// @return 0 or more
  long gradients();

  /// The time spent on training so far: batches, gradients and updates.
  ///
  /// @return seconds
  double seconds();

  /// A step was done.
  ///
  /// @param step from 1
  /// @param gradients how many were computed so far, with this step's
  /// @param seconds of training so far, with this step's
  /// @param loss of the step's batch, before the update
  /// @param diagnosis how it moved the parameters, where that was measured
  record Step(long step, long gradients, double seconds, double loss, Optional<Diagnosis> diagnosis)
      implements Event {}

  /// The model was evaluated.
  ///
  /// @param epoch 0 before the first step, then after each epoch
  /// @param step how many were done
  /// @param gradients how many were computed so far
  /// @param seconds of training so far
  /// @param train on up to 1,000 training examples
  /// @param validation on all validation examples
  record Epoch(
      int epoch, long step, long gradients, double seconds, Evaluation train, Evaluation validation)
      implements Event {}
}
