package dev.ravine.nn.objective;

import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.data.Labels;
import dev.ravine.data.Targets;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Losses;
import java.util.Optional;

/// What a training minimizes: a loss of outputs and targets, alone, with weights of classes, or
/// mixed with what a teacher says, or weighted by example. What it needs of a batch beside its
/// targets are inputs of its own, filled for each step.
final class TrainingLoss implements Loss {

  /// The input that takes what a teacher says, batch × classes: a probability for each class.
  static final String SOFT = "soft";

  /// The input that takes a weight for each example, batch × 1.
  static final String WEIGHTS = "weights";

  /// The input that says which examples have targets, batch × 1, if not all of them have: 1 or 0.
  static final String KNOWN = "known";

  private static final float[] NONE = {};

  private final Loss criterion;
  private final Optional<Distillation> distillation;
  private final float[] soft;
  private final boolean weighted;
  private final float[] classWeights;

  /// Without weights.
  TrainingLoss(Loss criterion, Optional<Distillation> distillation) {
    this(criterion, distillation, false, NONE);
  }

  private TrainingLoss(
      Loss criterion, Optional<Distillation> distillation, boolean weighted, float[] classWeights) {
    this.criterion = criterion;
    this.distillation = distillation.filter(taught -> taught.weight() > 0);
    this.weighted = weighted;
    this.classWeights = classWeights;
    soft = this.distillation.map(Distillation::soft).orElse(NONE);
  }

  static TrainingLoss of(TrainingObjective objective) {
    Targets targets = objective.split().train().targets();
    Loss criterion = objective.loss().orElseGet(() -> Loss.of(targets));
    float[] weights =
        targets instanceof Labels labels && !objective.classWeights().equals(ClassWeights.NONE)
            ? objective.classWeights().of(labels)
            : NONE;
    boolean weighted = weights.length > 0 || objective.split().train().isWeighted();
    return new TrainingLoss(criterion, objective.distillation(), weighted, weights);
  }

  @Override
  public Node of(Node outputs, Node targets) {
    if (distillation.isPresent()) {
      return taught(distillation.get(), outputs, targets);
    }
    return weighted ? weighted(outputs, targets) : criterion.of(outputs, targets);
  }

  private Node weighted(Node outputs, Node targets) {
    Node weights = outputs.graph().input(WEIGHTS, outputs.shape().size(0), 1);
    return criterion.ofExamples(outputs, targets).multiply(weights);
  }

  private static Node taught(Distillation distillation, Node outputs, Node targets) {
    double t = distillation.temperature();
    double weight = distillation.weight();
    Node rows = outputs.softmaxCrossEntropy(targets);
    Node plain =
        distillation.transfer().isEmpty()
            ? rows.mean()
            : rows.multiply(outputs.graph().input(KNOWN, outputs.shape().size(0), 1)).mean();
    Node soft = outputs.graph().input(SOFT, outputs.shape().size(0), outputs.shape().size(1));
    Node taught = Losses.crossEntropy().mean(outputs.scale(1 / t), soft).scale(weight * t * t);
    return plain.scale(1 - weight).add(taught);
  }

  /// Fills the inputs for the batch that was drawn last.
  void fill(Plan<float[]> plan, Batches batches) {
    if (soft.length > 0) {
      batches.copyRows(soft, plan.input(SOFT));
    }
    if (distillation.flatMap(Distillation::transfer).isPresent()) {
      batches.known(plan.input(KNOWN));
    }
    if (weighted) {
      batches.weights(classWeights, plan.input(WEIGHTS));
    }
  }
}
