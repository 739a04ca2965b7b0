package dev.ravine.nn.train;

import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Optional;

/// What changes the parameters of a training, a step at a time: an update rule on one mini-batch
/// after the other, or a minimizer on all of them.
interface Learner {

  /// Does a step and tells a listener.
  ///
  /// @param step from 1
  /// @param listener is told
  /// @return empty, or why the training diverged
  Optional<String> run(long step, TrainingListener listener);

  /// How much of the training data the last step used: in mini-batches.
  long batchesOfStep();

  /// Whether no further step can be made, though there is time.
  boolean hasEnded();

  /// Why no further step is of use, if so.
  Optional<String> divergence();

  /// Tells schedules with a memory how the training goes.
  void observe(double validationLoss);

  /// Writes the weights to evaluate with.
  void evaluationWeights(float[] weights);

  /// Sets a hyper-parameter anew.
  void change(String name, Schedule value);

  /// How often one was set anew.
  int changes();

  /// How many updates of the parameters were made.
  long updates();

  /// How many gradients this object computed, in mini-batches.
  long gradients();

  StepMeter meter();

  ParameterLayout layout();

  /// Parameters and what else is kept.
  Checkpoint checkpoint();

  /// Goes to where a checkpoint was taken.
  ///
  /// @param checkpoint of an equal training
  /// @param steps how many were done
  void resume(Checkpoint checkpoint, long steps);
}
