package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.TrainedModel;
import java.util.Optional;

/// Remembers how each epoch ended, and, if it is asked to, the weights of the best, the first of
/// several.
final class BestWeights implements TrainingListener {

  private final Trainer trainer;
  private final boolean keeps;
  private double best = Double.NEGATIVE_INFINITY;
  private Optional<float[]> weights = Optional.empty();
  private int epochs;
  private int keptEpoch;
  private Optional<Evaluation> kept = Optional.empty();

  BestWeights(Trainer trainer, boolean keeps) {
    this.trainer = trainer;
    this.keeps = keeps;
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    epochs = epoch;
    if (epoch == 0 || (keeps && !(validation.score() > best))) {
      return;
    }
    best = validation.score();
    kept = Optional.of(validation);
    keptEpoch = epoch;
    if (keeps) {
      weights = Optional.of(trainer.weights().clone());
    }
  }

  /// Whether there is a model to go back to.
  boolean hasWeights() {
    return weights.isPresent();
  }

  /// The best epoch's model, or that of now.
  TrainedModel model() {
    return weights.map(trainer::trained).orElseGet(trainer::trained);
  }

  TrainingSummary summary(Outcome outcome, Training training) {
    boolean withinAnEpoch =
        !keeps
            && outcome instanceof Outcome.Stopped(long steps)
            && steps != (long) keptEpoch * training.stepsPerEpoch();
    return withinAnEpoch
        ? new TrainingSummary(outcome, training, epochs, 0, Optional.empty(), trainer.facts())
        : new TrainingSummary(outcome, training, epochs, keptEpoch, kept, trainer.facts());
  }
}
