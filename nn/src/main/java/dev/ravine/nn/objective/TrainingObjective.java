package dev.ravine.nn.objective;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.split.Split;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Logits;
import dev.ravine.random.Seed;
import java.util.Optional;

/// What a training minimizes: the loss of a model on batches of examples, and where it begins.
///
/// @param model the function
/// @param split training and validation data
/// @param batch examples per step, 1 … training examples; what does not fill a batch is left out of
///   its epoch
/// @param seed what all randomness comes from: streams `init`, `shuffle`, `bagging`, `dropout` and
///   `evaluate`
/// @param loss what is minimized, and what models are evaluated by; empty: what suits the targets
/// @param distillation what is learnt beside the labels
/// @param sampling which training examples are learnt from
/// @param classWeights how much the examples of each class count
/// @param labelSmoothing the part of each label that goes to all classes in equal shares, in [0,
///   1); Szegedy et al.: Rethinking the Inception Architecture (arXiv 1512.00567), section 7
/// @param initialWeights what training begins with, laid out as the model's parameters; empty: what
///   the layers' initializers draw
public record TrainingObjective(
    Model model,
    Split split,
    int batch,
    Seed seed,
    Optional<Loss> loss,
    Optional<Distillation> distillation,
    Sampling sampling,
    ClassWeights classWeights,
    double labelSmoothing,
    Optional<float[]> initialWeights) {

  /// The usual loss of all examples.
  ///
  /// @param model the function
  /// @param split training and validation data
  /// @param batch examples per step, 1 … training examples
  /// @param seed what all randomness comes from
  public static TrainingObjective of(Model model, Split split, int batch, Seed seed) {
    return new TrainingObjective(
        model,
        split,
        batch,
        seed,
        Optional.empty(),
        Optional.empty(),
        Sampling.ALL,
        ClassWeights.NONE,
        0,
        Optional.empty());
  }

  /// Examples of weight 0 are left out.
  public TrainingObjective {
    Split counted = split.counted();
    split = counted;
    int size = counted.train().size();
    if (batch < 1 || batch > size) {
      throw new IllegalArgumentException(
          "batch must be in 1 … %d, the number of training examples, was %d"
              .formatted(size, batch));
    }
    if (batch == 1 && model instanceof Sequential layers && layers.normalizesBatches()) {
      throw new IllegalArgumentException(
          "batch must be 2 or more where batches are normalized, was 1");
    }
    if (distillation.isPresent() && !classWeights.equals(ClassWeights.NONE)) {
      throw new IllegalArgumentException("classWeights can't be combined with distillation");
    }
    if (distillation.isPresent() && (loss.isPresent() || split.train().isWeighted())) {
      throw new IllegalArgumentException(
          "distillation can't be combined with loss or with weighted examples");
    }
    loss.ifPresent(l -> l.check(counted.train().targets()));
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
    distillation.ifPresent(t -> check(t, counted));
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
  public TrainingObjective on(Dataset train, Seed other) {
    return new TrainingObjective(
        model,
        new Split(train, split.validation(), split.notes()),
        batch,
        other,
        loss,
        distillation,
        sampling,
        split.train().targets() instanceof Labels all ? classWeights.fixed(all) : classWeights,
        labelSmoothing,
        initialWeights);
  }

  /// How many batches an epoch has.
  ///
  /// @return whole batches in the training data
  public int batchesPerEpoch() {
    return split.train().size() / batch;
  }
}
