package dev.ravine.nn.train;

import dev.ravine.data.Dataset;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.Distillation;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.Seed;
import java.util.Optional;

/// What to train, how, and on what.
///
/// @param objective what is minimized, of which model, on which data
/// @param optimizer the recipe
/// @param epochs how often to go through the training data, 1 or more
/// @param patience after how many epochs without a better model training ends; 0: never
/// @param criterion what makes a model better
/// @param method who does the work
public record Training(
    TrainingObjective objective,
    Optimizer optimizer,
    int epochs,
    int patience,
    Criterion criterion,
    TrainingMethod method) {

  private static final int MOST_STEPS = 10_000_000;
  private static final double VALIDATION = 0.2;

  /// Training with the usual options.
  ///
  /// @param model the function
  /// @param optimizer the recipe
  /// @param split training and validation data
  /// @param epochs how often to go through the training data, 1 or more
  /// @param batch examples per step, 1 … training examples
  /// @param seed what all randomness comes from
  public Training(Model model, Optimizer optimizer, Split split, int epochs, int batch, Seed seed) {
    this(
        TrainingObjective.of(model, split, batch, seed),
        optimizer,
        epochs,
        0,
        Criterion.ACCURACY,
        TrainingMethod.PLAIN);
  }

  /// Begins with the usual options; a random fifth of the examples is validated on, in which each
  /// class has its share.
  ///
  /// ```java
  /// SavedModel model =
  ///     Training.of(Sequential.parse("dense(64) | relu | dense(3)"), flowers)
  ///         .optimizer(AdamW.of(1e-3)).epochs(20).keepBest().printTo(System.out)
  ///         .run();
  /// ```
  ///
  /// @param model the function
  /// @param data examples in any order
  /// @return a builder of its own
  public static TrainingBuilder of(Model model, Dataset data) {
    return of(model, Split.stratified(data, VALIDATION, new Seed(0)));
  }

  /// Begins with the usual options: Adam at 1e-3, 10 epochs, batches of 32 examples or of as many
  /// as there are, seed 0.
  ///
  /// @param model the function
  /// @param split training and validation data
  /// @return a builder of its own
  public static TrainingBuilder of(Model model, Split split) {
    return new TrainingBuilder(model, Optimizer.of(Adam.of(1e-3)), split);
  }

  /// Begins with the usual options: 10 epochs, batches of 32 examples or of as many as there are,
  /// seed 0.
  ///
  /// @param model the function
  /// @param optimizer the recipe
  /// @param split training and validation data
  /// @return a builder of its own
  public static TrainingBuilder builder(Model model, Optimizer optimizer, Split split) {
    return new TrainingBuilder(model, optimizer, split);
  }

  /// The same options, to be changed.
  ///
  /// @return a builder of its own
  public TrainingBuilder toBuilder() {
    return new TrainingBuilder(this);
  }

  public Training {
    int examples = objective.split().train().size();
    criterion.check(objective.split().train().targets());
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be 0 or more, was " + patience);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be 1 or more, was " + epochs);
    }
    if ((long) epochs * examples / objective.batch() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "epochs must keep a run below %d steps, was %d".formatted(MOST_STEPS, epochs));
    }
    int parts = objective.batchesPerEpoch();
    optimizer.minimizer().ifPresent(minimizer -> minimizer.checkParts(parts));
    if (optimizer.minimizer().isPresent()
        && objective.distillation().flatMap(Distillation::transfer).isPresent()) {
      throw new IllegalArgumentException(
          "examples without labels need an update rule: %s is a minimizer".formatted(optimizer));
    }
    long steps = (long) epochs * parts;
    if (optimizer.accumulationSteps() > steps) {
      throw new IllegalArgumentException(
          "accumulate must gather at most as many batches as the run has steps, %d, was %d"
              .formatted(steps, optimizer.accumulationSteps()));
    }
    method.check(objective, optimizer);
  }

  /// The function.
  public Model model() {
    return objective.model();
  }

  /// Training and validation data.
  public Split split() {
    return objective.split();
  }

  /// Examples per step.
  public int batch() {
    return objective.batch();
  }

  /// What all randomness comes from.
  public Seed seed() {
    return objective.seed();
  }

  /// What models are evaluated by; empty: what suits the targets.
  public Optional<Loss> loss() {
    return objective.loss();
  }

  @Override
  public String toString() {
    return "%s, %d epochs of %d steps, model %s, on %s"
        .formatted(
            optimizer,
            epochs,
            stepsPerEpoch(),
            Sequential.of(model()).map(Sequential::text).orElse("of a function"),
            split().train());
  }

  /// How many steps an epoch has.
  ///
  /// @return whole batches in the training data
  public int stepsPerEpoch() {
    return objective.batchesPerEpoch();
  }

  /// How many steps all epochs have.
  ///
  /// @return the number of steps of a run that finishes
  public long steps() {
    return (long) epochs * stepsPerEpoch();
  }
}
