package dev.ravine.nn.train;

import dev.ravine.data.Split;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.random.Seed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The options of a [Training], set by name; each has its usual value until then. [#run] trains.
public final class TrainingBuilder {

  private static final int BATCH = 32;

  private final Split split;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private boolean keepsBest;
  private int threads = 1;
  private Optimizer optimizer;
  private Model model;
  private Optional<Loss> loss = Optional.empty();
  private Optional<Distillation> distillation = Optional.empty();
  private int epochs = 10;
  private OptionalInt batch = OptionalInt.empty();
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
    batch = OptionalInt.of(training.batch());
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

  /// Sets the optimizer to a rule alone.
  ///
  /// @param rule such as `AdamW.of(1e-3)`
  /// @return this
  public TrainingBuilder optimizer(UpdateRule rule) {
    return optimizer(Optimizer.of(rule));
  }

  /// Sets the optimizer.
  ///
  /// @param recipe such as `clipGlobalNorm(1) | adamw(cosine(1e-3,1000))`
  /// @return this
  /// @throws IllegalArgumentException if it is no recipe, with what is wrong
  public TrainingBuilder optimizer(String recipe) {
    return optimizer(Optimizer.parse(recipe));
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
    batch = OptionalInt.of(value);
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

  /// Tells a listener what happens in [#run]; may be called for several.
  ///
  /// @param listener called from the thread that runs
  /// @return this
  public TrainingBuilder listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /// Prints a line for each epoch of [#run].
  ///
  /// @param out such as `System.out`
  /// @return this
  public TrainingBuilder printTo(PrintStream out) {
    boolean classes = split.train().targets() instanceof Targets.Labels;
    return listener(new EpochPrinter(out, classes ? "accuracy" : "R²"));
  }

  /// Lets [#run] return the model of the epoch with the best validation accuracy (R² where values
  /// are learnt), the first of several, in place of the last epoch's.
  ///
  /// @return this
  public TrainingBuilder keepBest() {
    keepsBest = true;
    return this;
  }

  /// Sets how many threads share the work of each step of [#run].
  ///
  /// @param value 1 or more; they change no bit
  /// @return this
  public TrainingBuilder threads(int value) {
    threads = value;
    return this;
  }

  /// Trains.
  ///
  /// @return the model with all that is needed to predict
  /// @throws IllegalArgumentException as [#build], or if the model is not [Sequential]
  /// @throws IllegalStateException if training diverged
  /// @throws java.util.concurrent.CancellationException if the thread was interrupted, which it
  ///   stays
  public SavedModel run() {
    Training training = build();
    if (!(training.model() instanceof Sequential)) {
      throw new IllegalArgumentException(
          "run makes a SavedModel, so the model must be Sequential: train others by a Trainer");
    }
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Trainer trainer = new Trainer(training, team);
      List<TrainingListener> all = new ArrayList<>(listeners);
      BestWeights best = new BestWeights(trainer);
      if (keepsBest) {
        all.add(best);
      }
      trainer.runWhole(new ListenerList(all));
      TrainedModel trained =
          best.weights().map(theta -> trainer.trained(theta)).orElseGet(trainer::trained);
      return SavedModel.of(List.of(trained), split.train(), Map.of());
    }
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
        batch.orElse(Math.clamp(split.train().size(), 1, BATCH)),
        seed,
        loss,
        distillation,
        sampling,
        patience,
        classWeights,
        labelSmoothing);
  }
}
