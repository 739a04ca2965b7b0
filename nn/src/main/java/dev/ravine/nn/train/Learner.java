package dev.ravine.nn.train;

import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Map;
import java.util.Optional;

/// What changes the parameters of a training, a step at a time: an update rule on one mini-batch
/// after the other, a minimizer on all of them, or several that share the work. It owns the
/// parameters; a [Trainer] decides when it steps, and evaluates. For one thread.
public interface Learner extends AutoCloseable {

  /// Why a training with such parameters has diverged.
  ///
  /// @param theta all parameters
  /// @return empty if all are finite
  static Optional<String> notFinite(float[] theta) {
    float sum = 0;
    for (float x : theta) {
      sum += 0 * x;
    }
    return sum == 0 ? Optional.empty() : Optional.of("parameters were not finite after the epoch");
  }

  /// Does a step and tells a listener.
  ///
  /// @param step from 1
  /// @param listener is told
  /// @return empty, or why the training diverged
  Optional<String> run(long step, TrainingListener listener);

  /// How much of the training data the last step used: in mini-batches.
  default long batchesOfStep() {
    return 1;
  }

  /// Whether no further step can be made, though there is time.
  default boolean hasEnded() {
    return false;
  }

  /// Why no further step is of use, if so. Asked between epochs.
  Optional<String> divergence();

  /// Tells schedules with a memory how the training goes.
  ///
  /// @param validationLoss less is better
  void observe(double validationLoss);

  /// Writes the weights to evaluate with.
  ///
  /// @param weights is overwritten, laid out by [#layout()]
  void evaluationWeights(float[] weights);

  /// Sets a hyper-parameter anew.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next step on
  /// @throws IllegalArgumentException if there is none of that name, or it refuses the value
  void change(String name, Schedule value);

  /// How often one was set anew.
  int changes();

  /// How many updates of the parameters were made.
  long updates();

  /// How many gradients this object computed, in mini-batches.
  long gradients();

  /// The time that all steps of this object took.
  ///
  /// @return nanoseconds
  long nanos();

  /// What a step takes.
  StepCost cost();

  /// Where the parameters lie.
  ParameterLayout layout();

  /// Parameters and what else is kept.
  Checkpoint checkpoint();

  /// Goes to where a checkpoint was taken.
  ///
  /// @param checkpoint of an equal training
  /// @param steps how many were done
  void resume(Checkpoint checkpoint, long steps);

  /// What else is worth knowing of it now, such as how many take part in it.
  ///
  /// @return texts by name
  default Map<String, String> facts() {
    return Map.of();
  }

  /// Ends what goes on in other threads. What it knows can still be asked for.
  @Override
  default void close() {}
}
