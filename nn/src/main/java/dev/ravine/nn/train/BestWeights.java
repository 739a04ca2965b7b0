package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;
import java.util.Optional;

/// The weights of the epoch with the best validation accuracy, the first of several.
final class BestWeights implements TrainingListener {

  private final Trainer trainer;
  private double best = Double.NEGATIVE_INFINITY;
  private Optional<float[]> weights = Optional.empty();

  BestWeights(Trainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    if (epoch > 0 && validation.accuracy() > best) {
      best = validation.accuracy();
      weights = Optional.of(trainer.weights().clone());
    }
  }

  /// Empty if no epoch was evaluated.
  Optional<float[]> weights() {
    return weights;
  }
}
