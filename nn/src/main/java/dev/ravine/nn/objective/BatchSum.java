package dev.ravine.nn.objective;

import dev.ravine.autodiff.Plan;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.optim.GroupedObjective;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.TwiceDifferentiable;
import dev.ravine.random.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The loss of a training as a sum over mini-batches that stay as they are: each has its examples,
/// and where the model drops units, its own.
///
/// Parameters are rounded to single precision for the network, so value and gradient have about
/// seven digits. The examples that fill no batch are left out.
public final class BatchSum implements GaussNewtonSum, TwiceDifferentiable {

  private final Network network;
  private final TrainingLoss loss;
  private final Filled gradients;
  private final Batches batches;
  private final RandomStream dropout;
  private final float[] initial;
  private final float[] theta;
  private final float[] gradient;
  private final int parts;
  private final ThreadTeam team;
  private @Nullable Filled products;
  private @Nullable Filled hessians;
  private long evaluations;
  private long nanos;

  /// A plan, and the part that its inputs are filled with.
  private static final class Filled {

    private final Plan<float[]> plan;
    private int part = -1;

    Filled(Plan<float[]> plan) {
      this.plan = plan;
    }
  }

  /// Prepares data and network.
  ///
  /// @param objective what is learnt, and of which examples
  /// @param team the threads that share the work of an evaluation; they change no bit
  public BatchSum(TrainingObjective objective, ThreadTeam team) {
    this.team = team;
    loss = TrainingLoss.of(objective);
    network =
        new Network(
            objective.model(), loss, objective.batch(), objective.split().train().features());
    BatchGradient.checkOutputs(
        network.logits().shape().size(1), objective.split().train().targets());
    gradients = new Filled(network.trainingPlan(team));
    initial = objective.initial(network);
    theta = new float[initial.length];
    gradient = new float[initial.length];
    batches = new Batches(objective);
    batches.beginEpoch();
    dropout = objective.seed().stream("dropout");
    parts = objective.batchesPerEpoch();
  }

  @Override
  public int dimension() {
    return theta.length;
  }

  @Override
  public int parts() {
    return parts;
  }

  @Override
  public double resolution() {
    return Math.ulp(1f);
  }

  /// The parameters that the training starts from.
  ///
  /// @return a new array
  public double[] start() {
    double[] start = new double[initial.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = initial[i];
    }
    return start;
  }

  /// The same as the groups of a recipe have it.
  ///
  /// @param recipe with a minimizer; what it freezes is no coordinate
  /// @throws IllegalArgumentException if a group has no parameters, or nothing is left
  public GroupedObjective<BatchSum> grouped(Optimizer recipe) {
    return recipe.objective(this, layout(), start());
  }

  /// Where the parameters lie.
  ///
  /// @return the layout of a point
  public ParameterLayout layout() {
    return network.layout();
  }

  @Override
  public double gradient(int part, double[] x, double[] result) {
    long begun = System.nanoTime();
    for (int i = 0; i < x.length; i++) {
      theta[i] = (float) x[i];
    }
    fill(gradients, part);
    gradients.plan.run(theta, gradient);
    for (int i = 0; i < x.length; i++) {
      result[i] = gradient[i];
    }
    evaluations++;
    nanos += System.nanoTime() - begun;
    return gradients.plan.scalar(network.loss());
  }

  /// Counts as two evaluations, which it takes about as long as.
  @Override
  public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
    Filled made = products;
    if (made == null) {
      made = new Filled(network.gaussNewtonPlan(team));
      products = made;
    }
    times(made, part, x, vector);
    for (int i = 0; i < x.length; i++) {
      result[i] = gradient[i];
    }
  }

  /// Of the sum of all parts; each counts as two evaluations.
  @Override
  public void hessianTimes(double[] x, double[] vector, double[] result) {
    Filled made = hessians;
    if (made == null) {
      made = new Filled(network.hessianPlan(team));
      hessians = made;
    }
    Arrays.fill(result, 0);
    for (int part = 0; part < parts; part++) {
      times(made, part, x, vector);
      for (int i = 0; i < x.length; i++) {
        result[i] += gradient[i];
      }
    }
  }

  /// Leaves the product in `gradient`.
  private void times(Filled made, int part, double[] x, double[] vector) {
    long begun = System.nanoTime();
    for (int i = 0; i < x.length; i++) {
      theta[i] = (float) x[i];
      gradient[i] = (float) vector[i];
    }
    fill(made, part);
    network.vector(made.plan, gradient);
    made.plan.run(theta, gradient);
    evaluations += 2;
    nanos += System.nanoTime() - begun;
  }

  private void fill(Filled filled, int part) {
    if (filled.part == part) {
      return;
    }
    Plan<float[]> plan = filled.plan;
    batches.go(part);
    batches.next(plan.input(Network.FEATURES), plan.input(Network.TARGETS));
    loss.fill(plan, batches);
    network.drop(plan, dropout, part);
    filled.part = part;
  }

  /// How often a part was evaluated.
  ///
  /// @return 0 or more
  public long evaluations() {
    return evaluations;
  }

  /// The time that evaluations took.
  ///
  /// @return nanoseconds
  public long nanos() {
    return nanos;
  }
}
