package dev.ravine.nn.objective;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.random.RandomStream;

/// Loss and gradient of one mini-batch after the other, as a training draws them. It owns no
/// parameters: who updates them is the caller's concern. For one thread.
public final class BatchGradient {

  private final TrainingObjective objective;
  private final Network network;
  private final TrainingLoss loss;
  private final Plan<float[]> plan;
  private final Batches batches;
  private final RandomStream dropout;
  private long drawn;

  /// Before the first batch.
  ///
  /// @param objective what is learnt, and of which examples
  /// @param team the threads that share the work of each batch; they change no bit
  /// @throws IllegalArgumentException if the model does not suit the targets
  public BatchGradient(TrainingObjective objective, ThreadTeam team) {
    this.objective = objective;
    loss = TrainingLoss.of(objective);
    network =
        new Network(
            objective.model(), loss, objective.batch(), objective.split().train().features());
    checkOutputs(network.logits().shape().size(1), objective.split().train().targets());
    plan = network.trainingPlan(team);
    batches = new Batches(objective);
    dropout = objective.seed().stream("dropout");
  }

  static void checkOutputs(int outputs, Targets targets) {
    if (outputs != targets.outputs()) {
      throw new IllegalArgumentException(
          "the model must have %d output%s, %s, has %d"
              .formatted(
                  targets.outputs(),
                  targets.outputs() == 1 ? "" : "s",
                  switch (targets) {
                    case Labels labels -> "one for each class";
                    case LabelSets labels -> "one for each label";
                    case Reconstruction all -> "one for each feature";
                    default -> targets.outputs() == 1 ? "one for the value" : "one for each value";
                  },
                  outputs));
    }
  }

  /// Where the parameters lie.
  public ParameterLayout layout() {
    return network.layout();
  }

  /// The parameters to begin with.
  ///
  /// @return an array of the caller's own
  public float[] initial() {
    return objective.initial(network);
  }

  /// Draws the next batch. Epochs, each in an order of its own, follow one another.
  ///
  /// @param theta the parameters
  /// @param gradient is overwritten
  /// @return the batch's loss
  public double next(float[] theta, float[] gradient) {
    if (drawn % objective.batchesPerEpoch() == 0) {
      batches.beginEpoch();
    }
    batches.next(plan.input(Network.FEATURES), plan.input(Network.TARGETS));
    loss.fill(plan, batches);
    network.drop(plan, dropout, drawn++);
    plan.run(theta, gradient);
    return plan.scalar(network.loss());
  }

  /// The gradient elsewhere, of the batch that was drawn last.
  ///
  /// @param theta the parameters
  /// @param gradient is overwritten
  public void again(float[] theta, float[] gradient) {
    plan.run(theta, gradient);
  }

  /// Leaves out batches: goes to where another was that drew as many. To be called before the
  /// first.
  ///
  /// @param count how many
  public void skip(long count) {
    int perEpoch = objective.batchesPerEpoch();
    for (long left = count; left > 0; left -= perEpoch) {
      batches.beginEpoch();
      batches.skip((int) Math.min(left, perEpoch));
    }
    drawn = count;
  }
}
