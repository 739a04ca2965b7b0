package dev.ravine.nn.train;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.Split;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Criterion;
import dev.ravine.nn.predict.Logits;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.Seed;
import java.util.Optional;

/// What to train, how, and on what.
///
/// @param model the function
/// @param optimizer the recipe
/// @param split training and validation data
/// @param epochs how often to go through the training data, 1 or more
/// @param batch examples per step, 1 … training examples; what does not fill a batch is left out of
///   its epoch
/// @param seed what all randomness comes from: streams `init`, `shuffle`, `bagging`, `dropout` and
///   `evaluate`
/// @param loss what is minimized, and what models are evaluated by; empty: what suits the targets
/// @param distillation what is learnt beside the labels
/// @param sampling which training examples are learnt from
/// @param patience after how many epochs without a better model training ends; 0: never
/// @param criterion what makes a model better
/// @param classWeights how much the examples of each class count
/// @param labelSmoothing the part of each label that goes to all classes in equal shares, in [0,
///   1); Szegedy et al.: Rethinking the Inception Architecture (arXiv 1512.00567), section 7
/// @param initialWeights what training begins with, laid out as the model's parameters; empty: what
///   the layers' initializers draw
public record Training(
    Model model,
    Optimizer optimizer,
    Split split,
    int epochs,
    int batch,
    Seed seed,
    Optional<Loss> loss,
    Optional<Distillation> distillation,
    Sampling sampling,
    int patience,
    Criterion criterion,
    ClassWeights classWeights,
    double labelSmoothing,
    Optional<float[]> initialWeights) {

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
        model,
        optimizer,
        split,
        epochs,
        batch,
        seed,
        Optional.empty(),
        Optional.empty(),
        Sampling.ALL,
        0,
        Criterion.ACCURACY,
        ClassWeights.NONE,
        0,
        Optional.empty());
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

  /// Examples of weight 0 are left out.
  public Training {
    Split counted = split.counted();
    split = counted;
    if (distillation.isPresent() && !classWeights.equals(ClassWeights.NONE)) {
      throw new IllegalArgumentException("classWeights can't be combined with distillation");
    }
    if (distillation.isPresent() && (loss.isPresent() || split.train().isWeighted())) {
      throw new IllegalArgumentException(
          "distillation can't be combined with loss or with weighted examples");
    }
    loss.ifPresent(l -> l.check(counted.train().targets()));
    criterion.check(split.train().targets());
    classWeights.check(split.train().targets());
    if (loss.isPresent() && labelSmoothing > 0) {
      throw new IllegalArgumentException(
          "labelSmoothing can't be combined with loss: Losses.crossEntropy(%s) smooths labels"
              .formatted(labelSmoothing));
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException("labelSmoothing must be in [0, 1), was " + labelSmoothing);
    }
    if (labelSmoothing > 0 && !(split.train().targets() instanceof Labels)) {
      throw new IllegalArgumentException("labelSmoothing needs class labels");
    }
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be 0 or more, was " + patience);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be 1 or more, was " + epochs);
    }
    if ((long) epochs * split.train().size() / Math.max(1, batch) > MOST_STEPS) {
      throw new IllegalArgumentException(
          "epochs must keep a run below %d steps, was %d".formatted(MOST_STEPS, epochs));
    }
    if (batch == 1 && model instanceof Sequential layers && layers.normalizesBatches()) {
      throw new IllegalArgumentException(
          "batch must be 2 or more where batches are normalized, was 1");
    }
    distillation.ifPresent(t -> check(t, counted));
    if (batch >= 1 && batch <= split.train().size()) {
      int parts = split.train().size() / batch;
      optimizer.minimizer().ifPresent(minimizer -> minimizer.checkParts(parts));
    }
    if (optimizer.minimizer().isPresent()
        && distillation.flatMap(Distillation::transfer).isPresent()) {
      throw new IllegalArgumentException(
          "examples without labels need an update rule: %s is a minimizer".formatted(optimizer));
    }
    long gathered = optimizer.accumulationSteps();
    if (batch >= 1
        && batch <= split.train().size()
        && gathered > (long) epochs * (split.train().size() / batch)) {
      throw new IllegalArgumentException(
          "accumulate must gather at most as many batches as the run has steps, %d, was %d"
              .formatted((long) epochs * (split.train().size() / batch), gathered));
    }
    if (batch < 1 || batch > split.train().size()) {
      throw new IllegalArgumentException(
          "batch must be in 1 … %d, the number of training examples, was %d"
              .formatted(split.train().size(), batch));
    }
  }

  private static void check(Distillation distillation, Split split) {
    Logits teacher = distillation.teacher();
    if (!(split.train().targets() instanceof Labels labels)) {
      throw new IllegalArgumentException(
          "distillation needs class labels, but the targets are values");
    }
    int beside = distillation.transfer().map(Dataset::size).orElse(0);
    if (teacher.classes() != labels.classes() || teacher.size() != labels.size() + beside) {
      throw new IllegalArgumentException(
          "the teacher must have %d classes and %d examples, but has %d and %d"
              .formatted(
                  labels.classes(), labels.size() + beside, teacher.classes(), teacher.size()));
    }
    distillation
        .transfer()
        .ifPresent(transfer -> {
          if (transfer.features() != split.train().features()) {
            throw new IllegalArgumentException(
                "examples without labels must have %d features, as those with labels, have %d"
                    .formatted(split.train().features(), transfer.features()));
          }
        });
  }

  /// The weights to begin with.
  ///
  /// @throws IllegalArgumentException if there are given ones, and more or fewer than parameters
  float[] initial(Network network) {
    int parameters = network.layout().size();
    initialWeights.ifPresent(given -> {
      if (given.length != parameters) {
        throw new IllegalArgumentException(
            "initialWeights must be as many as the model's parameters, %d, were %d"
                .formatted(parameters, given.length));
      }
    });
    return initialWeights.map(float[]::clone).orElseGet(() -> network.initial(seed.stream("init")));
  }

  /// The same on other examples: a part of them, for one of several that train together. Weights of
  /// classes stay as they are here.
  ///
  /// @param train to learn from
  /// @param other what all randomness comes from
  /// @throws IllegalArgumentException if they do not suit the options
  public Training on(Dataset train, Seed other) {
    return new Training(
        model,
        optimizer,
        new Split(train, split.validation(), split.notes()),
        epochs,
        batch,
        other,
        loss,
        distillation,
        sampling,
        patience,
        criterion,
        split.train().targets() instanceof Labels all ? classWeights.fixed(all) : classWeights,
        labelSmoothing,
        initialWeights);
  }

  @Override
  public String toString() {
    return "%s, %d epochs of %d steps, model %s, on %s"
        .formatted(
            optimizer,
            epochs,
            stepsPerEpoch(),
            Sequential.of(model).map(Sequential::text).orElse("of a function"),
            split.train());
  }

  /// How many steps an epoch has.
  ///
  /// @return whole batches in the training data
  public int stepsPerEpoch() {
    return split.train().size() / batch;
  }

  /// How many steps all epochs have.
  ///
  /// @return the number of steps of a run that finishes
  public long steps() {
    return (long) epochs * stepsPerEpoch();
  }
}
