package dev.ravine.nn.train;

import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.objective.Distillation;
import dev.ravine.nn.objective.Sampling;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.random.Seed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The options of a [Training], set by name; each has its usual value until then. [#run] trains.
public final class TrainingBuilder {

  private static final int BATCH = 32;

  private final Split split;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Optional<PrintStream> printer = Optional.empty();
  private boolean keepsBest;
  private int threads = 1;
  private Function<RunLength, Optimizer> optimizer;
  private Model model;
  private Optional<Loss> loss = Optional.empty();
  private Optional<Distillation> distillation = Optional.empty();
  private int epochs = 10;
  private OptionalInt batch = OptionalInt.empty();
  private Seed seed = new Seed(0);
  private Sampling sampling = Sampling.ALL;
  private int patience;
  private Optional<Criterion> criterion = Optional.empty();
  private ClassWeights classWeights = ClassWeights.NONE;
  private double labelSmoothing;
  private Optional<float[]> initialWeights = Optional.empty();
  private TrainingMethod method = TrainingMethod.PLAIN;

  TrainingBuilder(Model model, Optimizer optimizer, Split split) {
    this.model = model;
    this.optimizer = length -> optimizer;
    this.split = split.counted();
  }

  TrainingBuilder(Training training) {
    this(training.model(), training.optimizer(), training.split());
    epochs = training.epochs();
    patience = training.patience();
    criterion = Optional.of(training.criterion());
    method = training.method();
    TrainingObjective objective = training.objective();
    batch = OptionalInt.of(objective.batch());
    seed = objective.seed();
    loss = objective.loss();
    distillation = objective.distillation();
    sampling = objective.sampling();
    classWeights = objective.classWeights();
    labelSmoothing = objective.labelSmoothing();
    initialWeights = objective.initialWeights();
  }

  /// Sets the function.
  public TrainingBuilder model(Model value) {
    model = Objects.requireNonNull(value, "model");
    return this;
  }

  /// Sets the optimizer.
  public TrainingBuilder optimizer(Optimizer value) {
    Objects.requireNonNull(value, "optimizer");
    optimizer = length -> value;
    return this;
  }

  /// Sets the optimizer to a rule alone.
  ///
  /// @param rule such as `AdamW.of(1e-3)`
  public TrainingBuilder optimizer(UpdateRule rule) {
    return optimizer(Optimizer.of(rule));
  }

  /// Sets the optimizer by a recipe, in which lengths may be written in terms of the run:
  /// `cosine(1e-3)` ends with it, `10 %` and `2 epochs` are parts of it.
  ///
  /// @param recipe such as `clipGlobalNorm(1) | adamw(cosine(1e-3))`; [#build] and [#run] refuse
  ///   what is no recipe, with what is wrong
  public TrainingBuilder optimizer(String recipe) {
    Objects.requireNonNull(recipe, "optimizer");
    optimizer = length -> Optimizer.parse(recipe, length);
    return this;
  }

  /// Sets how often to go through the training data, 1 or more.
  public TrainingBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  /// Sets the examples per step, 1 … training examples.
  public TrainingBuilder batch(int value) {
    batch = OptionalInt.of(value);
    return this;
  }

  /// Sets what all randomness comes from.
  public TrainingBuilder seed(Seed value) {
    seed = Objects.requireNonNull(value, "seed");
    return this;
  }

  /// Sets what all randomness comes from.
  public TrainingBuilder seed(long value) {
    return seed(Seed.of(value));
  }

  /// Sets which training examples are learnt from.
  public TrainingBuilder sampling(Sampling value) {
    sampling = Objects.requireNonNull(value, "sampling");
    return this;
  }

  /// Sets the patience of early stopping.
  ///
  /// @param value after how many epochs without a better model, see [#criterion], training ends; 0:
  ///   never
  public TrainingBuilder patience(int value) {
    patience = value;
    return this;
  }

  /// Sets what makes a model better, for [#patience] and [#keepBest]. Without it, it is the
  /// accuracy on validation examples, R² of values, and the loss where values are learnt by a loss
  /// of their own.
  ///
  /// @param value such as [Criterion#F1], where classes are rare
  public TrainingBuilder criterion(Criterion value) {
    criterion = Optional.of(Objects.requireNonNull(value, "criterion"));
    return this;
  }

  /// Sets the weights of classes.
  ///
  /// @param value how much the examples of each class count: [ClassWeights#BALANCED], or numbers,
  ///   by [ClassWeights#of]
  public TrainingBuilder classWeights(ClassWeights value) {
    classWeights = Objects.requireNonNull(value, "classWeights");
    return this;
  }

  /// Sets the part of each label that goes to all classes, in [0, 1).
  public TrainingBuilder labelSmoothing(double value) {
    labelSmoothing = value;
    return this;
  }

  /// Sets the loss.
  ///
  /// @param value what is minimized, and what models are evaluated by, instead of cross-entropy for
  ///   classes and squared error for values
  public TrainingBuilder loss(Loss value) {
    loss = Optional.of(Objects.requireNonNull(value, "loss"));
    return this;
  }

  /// Sets what training begins with, in place of random numbers: the weights of another library, or
  /// of a model that is to learn from other data, which then should be prepared as the model's were
  /// ([dev.ravine.data.Dataset#preprocessed]).
  ///
  /// @param value as many as the model's parameters, layer by layer: weights, input by input, then
  ///   biases
  public TrainingBuilder initialWeights(float... value) {
    initialWeights = Optional.of(value.clone());
    return this;
  }

  /// Sets what is learnt beside the labels.
  public TrainingBuilder distillation(Distillation value) {
    distillation = Optional.of(Objects.requireNonNull(value, "distillation"));
    return this;
  }

  /// Sets who does the work.
  ///
  /// @param value such as several replicas, `Downpour.of(2)` of the module `ravine-cluster`
  public TrainingBuilder method(TrainingMethod value) {
    method = Objects.requireNonNull(value, "method");
    return this;
  }

  /// Tells a listener what happens in [#run]; may be called for several.
  ///
  /// @param listener called from the thread that runs
  public TrainingBuilder listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /// Prints what is odd about the data or the model, if so, then a line for each epoch of [#run],
  /// and one that says how it ended.
  ///
  /// @param out such as `System.out`
  public TrainingBuilder printTo(PrintStream out) {
    printer = Optional.of(out);
    return this;
  }

  /// Lets [#run] return the model of the best epoch, see [#criterion], the first of several, in
  /// place of the last epoch's; also if training diverges later, which is logged as a warning.
  public TrainingBuilder keepBest() {
    keepsBest = true;
    return this;
  }

  /// Sets how many threads share the work of each step of [#run].
  ///
  /// @param value 1 or more; they change no bit
  public TrainingBuilder threads(int value) {
    threads = value;
    return this;
  }

  /// Trains.
  ///
  /// @return the model with all that is needed to predict
  /// @throws IllegalArgumentException as [#build], or if the model is no
  ///   [dev.ravine.nn.model.Sequential] and no [dev.ravine.nn.model.Layer]
  /// @throws IllegalStateException if training diverged, and no epoch's model was kept
  /// @throws java.util.concurrent.CancellationException if the thread was interrupted, which it
  ///   stays
  public SavedModel run() {
    Training training = build();
    List<TrainingListener> all = new ArrayList<>(listeners);
    printer.ifPresent(out -> all.addFirst(EpochPrinter.begin(out, training)));
    return TrainingRun.of(training, all, keepsBest, threads);
  }

  /// Prepares to train in a loop of your own. Listeners, patience and [#keepBest] have no part in
  /// it.
  ///
  /// @return to be closed by the caller
  /// @throws IllegalArgumentException as [#build], or if the optimizer is a minimizer, or one of
  ///   those was set
  public TrainingLoop loop() {
    if (keepsBest || patience > 0 || !listeners.isEmpty() || printer.isPresent()) {
      throw new IllegalArgumentException(
          "keepBest, patience and listeners are of run(): in a loop of your own, do what they would");
    }
    return new TrainingLoop(build(), threads);
  }

  /// Checks all options.
  ///
  /// @return a training
  /// @throws IllegalArgumentException if options do not suit each other, or the data
  public Training build() {
    int size = batch.orElse(Math.clamp(split.train().size(), 1, BATCH));
    long perEpoch = Math.max(1, split.train().size() / Math.max(1, size));
    TrainingObjective objective =
        new TrainingObjective(
            model,
            split,
            size,
            seed,
            loss,
            distillation,
            sampling,
            classWeights,
            labelSmoothing,
            initialWeights);
    return new Training(
        objective,
        optimizer.apply(
            new RunLength(Math.max(1, epochs) * perEpoch, perEpoch)
                .accumulating(method.batchesPerUpdate())),
        epochs,
        patience,
        criterionOrUsual(),
        method);
  }

  private Criterion criterionOrUsual() {
    boolean accurate = TrainingSummary.accuracy(split.train().targets()).equals("accuracy");
    return criterion.orElse(loss.isPresent() && !accurate ? Criterion.LOSS : Criterion.ACCURACY);
  }

  @Override
  public String toString() {
    return "training of %s".formatted(split.train());
  }
}
