package dev.ravine.nn.train;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.GroupedObjective;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Learns by a minimizer: a step is an iteration on the sum of all mini-batches.
final class MinimizerStep implements Learner {

  /// The largest component of a mini-batch's mean gradient below which a training ends: a deep
  /// network may begin on a plateau that is nearly as flat.
  private static final double FLAT = 1e-9;

  private final Minimizer minimizer;
  private final Optimizer recipe;
  private final BatchSum sum;
  private final GroupedObjective<BatchSum> objective;
  private final StoppingRules rules;
  private final ThreadTeam team;
  private final StepMeter meter = new StepMeter();
  private final float[] theta;
  private @Nullable Minimization minimization;
  private long batchesOfStep;
  private boolean ended;

  MinimizerStep(Training training, Minimizer minimizer, ThreadTeam team) {
    this.minimizer = minimizer;
    this.team = team;
    recipe = training.optimizer();
    sum = new BatchSum(training.objective(), team);
    objective = recipe.objective(sum, sum.layout(), sum.start());
    rules =
        StoppingRules.USUAL
            .gradientTolerance(FLAT * objective.parts())
            .iterations(Long.MAX_VALUE)
            .evaluations(Long.MAX_VALUE)
            .passes(training.epochs());
    theta = new float[sum.dimension()];
    round(objective.start());
  }

  private void round(double[] x) {
    double[] all = objective.point(x);
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) all[i];
    }
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    long begun = System.nanoTime();
    long nanosBefore = sum.nanos();
    long evaluationsBefore = sum.evaluations();
    Minimization going = minimization;
    try {
      if (going == null) {
        going = minimizer.begin(objective, objective.start(), rules, team);
        minimization = going;
      }
      going.step();
    } catch (IllegalArgumentException nowhere) {
      batchesOfStep = sum.evaluations() - evaluationsBefore;
      return Optional.of(String.valueOf(nowhere.getMessage()));
    }
    Minimum now = going.minimum();
    round(now.point());
    ended = now.stop() != Stop.UNFINISHED;
    batchesOfStep = sum.evaluations() - evaluationsBefore;
    long ofObjective = sum.nanos() - nanosBefore;
    meter.add(ofObjective, System.nanoTime() - begun - ofObjective);
    listener.onStep(step, now.value() / sum.parts() - objective.penalty(now.point()));
    return now.stop() == Stop.NOT_FINITE ? Optional.of(Stop.NOT_FINITE.words()) : Optional.empty();
  }

  @Override
  public long batchesOfStep() {
    return batchesOfStep;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public Optional<String> divergence() {
    return TrainingStep.notFinite(theta);
  }

  @Override
  public void observe(double validationLoss) {}

  @Override
  public void evaluationWeights(float[] weights) {
    System.arraycopy(theta, 0, weights, 0, theta.length);
  }

  @Override
  public void change(String name, Schedule value) {
    throw new IllegalArgumentException(
        "%s of %s can't be changed during a run".formatted(name, HyperParameters.name(minimizer)));
  }

  @Override
  public int changes() {
    return 0;
  }

  @Override
  public long updates() {
    Minimization going = minimization;
    return going == null ? 0 : going.minimum().iterations();
  }

  @Override
  public long gradients() {
    return sum.evaluations();
  }

  @Override
  public long nanos() {
    return meter.total();
  }

  @Override
  public StepCost cost() {
    return meter.cost();
  }

  @Override
  public ParameterLayout layout() {
    return sum.layout();
  }

  @Override
  public Checkpoint checkpoint() {
    Minimization going = minimization;
    if (going == null) {
      return Checkpoint.of(recipe, layout(), theta);
    }
    return Checkpoint.of(recipe, layout(), theta, going.state());
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    if (checkpoint.hasMinimization()) {
      Minimization going = minimizer.resume(objective, checkpoint.minimization(), rules, team);
      minimization = going;
      Minimum now = going.minimum();
      round(now.point());
      ended = now.stop() != Stop.UNFINISHED;
    }
  }
}
