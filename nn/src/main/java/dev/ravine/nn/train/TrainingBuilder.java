package dev.ravine.nn.train;

import dev.ravine.data.Split;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;
import java.util.Optional;

/// The options of a [Training], set by name; each has its usual value until then.
public final class TrainingBuilder {

  private final Split split;
  private Optimizer optimizer;
  private Model model;
  private Optional<Loss> loss = Optional.empty();
  private Optional<Distillation> distillation = Optional.empty();
  private int epochs = 10;
  private int batch = 32;
  private Seed seed = new Seed(0);
  private Sampling sampling = Sampling.ALL;
  private int patience;
  private ClassWeights classWeights = ClassWeights.NONE;
  private double labelSmoothing;

  TrainingBuilder(Model model, Optimizer optimizer, Split split) {
    this.model = model;
    this.optimizer = optimizer;
    this.split = split;
  }

  TrainingBuilder(Training training) {
    this(training.model(), training.optimizer(), training.split());
    loss = training.loss();
    distillation = training.distillation();
    epochs = training.epochs();
    batch = training.batch();
    seed = training.seed();
    sampling = training.sampling();
    patience = training.patience();
    classWeights = training.classWeights();
    labelSmoothing = training.labelSmoothing();
  }

  /// Sets the function.
  ///
  /// @param value the function
  /// @return this
  public TrainingBuilder model(Model value) {
    model = value;
    return this;
  }

  /// Sets the optimizer.
  ///
  /// @param value the recipe
  /// @return this
  public TrainingBuilder optimizer(Optimizer value) {
    optimizer = value;
    return this;
  }

  /// Sets the number of epochs.
  ///
  /// @param value how often to go through the training data, 1 or more
  /// @return this
  public TrainingBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  /// Sets the batch size.
  ///
  /// @param value examples per step, 1 … training examples
  /// @return this
  public TrainingBuilder batch(int value) {
    batch = value;
    return this;
  }

  /// Sets the seed.
  ///
  /// @param value what all randomness comes from
  /// @return this
  public TrainingBuilder seed(Seed value) {
    seed = value;
    return this;
  }

  /// Sets the sampling of examples.
  ///
  /// @param value which training examples are learnt from
  /// @return this
  public TrainingBuilder sampling(Sampling value) {
    sampling = value;
    return this;
  }

  /// Sets the patience of early stopping.
  ///
  /// @param value after how many epochs without a better validation accuracy training ends; 0:
  ///   never
  /// @return this
  public TrainingBuilder patience(int value) {
    patience = value;
    return this;
  }

  /// Sets the weights of classes.
  ///
  /// @param value how much the examples of each class count
  /// @return this
  public TrainingBuilder classWeights(ClassWeights value) {
    classWeights = value;
    return this;
  }

  /// Sets the label smoothing.
  ///
  /// @param value the part of each label that goes to all classes, in [0, 1)
  /// @return this
  public TrainingBuilder labelSmoothing(double value) {
    labelSmoothing = value;
    return this;
  }

  /// Sets the loss.
  ///
  /// @param value what is minimized, instead of what suits the targets
  /// @return this
  public TrainingBuilder loss(Loss value) {
    loss = Optional.of(value);
    return this;
  }

  /// Sets the teacher.
  ///
  /// @param value what is learnt beside the labels
  /// @return this
  public TrainingBuilder distillation(Distillation value) {
    distillation = Optional.of(value);
    return this;
  }

  /// Checks all options.
  ///
  /// @return a training
  /// @throws IllegalArgumentException if options do not suit each other, or the data
  public Training build() {
    return new Training(
        model,
        optimizer,
        split,
        epochs,
        batch,
        seed,
        loss,
        distillation,
        sampling,
        patience,
        classWeights,
        labelSmoothing);
  }
}
