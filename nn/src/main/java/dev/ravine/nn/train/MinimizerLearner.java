package dev.ravine.nn.train;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.GroupedObjective;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Learns by a minimizer: a step is an iteration on the sum of all mini-batches.
public final class MinimizerLearner implements Learner {

  /// The largest component of a mini-batch's mean gradient below which a training ends: a deep
  /// network may begin on a plateau that is nearly as flat.
  private static final double FLAT = 1e-9;

  private static final String COUNTED = "counted";

  private final Training training;
  private final SumMinimizer work;
  private final ParameterLayout layout;
  private final GroupedObjective<BatchSum> objective;
  private final StoppingRules rules;
  private final StepMeter meter = new StepMeter();
  private final float[] theta;
  private @Nullable Minimization minimization;
  private boolean rounded;
  private long batchesOfStep;

  /// Before the first step.
  ///
  /// @param training what is learnt
  /// @param layout of all parameters
  /// @param objective where to start, and which parameters are minimized over; it is not evaluated
  /// @param work does the minimization
  public MinimizerLearner(
      Training training,
      ParameterLayout layout,
      GroupedObjective<BatchSum> objective,
      SumMinimizer work) {
    this.training = training;
    this.layout = layout;
    this.objective = objective;
    this.work = work;
    rules =
        StoppingRules.USUAL
            .gradientTolerance(FLAT * objective.parts())
            .iterations(Long.MAX_VALUE)
            .evaluations(Long.MAX_VALUE)
            .passes(training.epochs());
    theta = new float[layout.size()];
  }

  /// One that evaluates all mini-batches itself.
  static MinimizerLearner plain(Training training, Minimizer minimizer, ThreadTeam team) {
    BatchSum sum = new BatchSum(training.objective(), team);
    GroupedObjective<BatchSum> objective = sum.grouped(training.optimizer());
    return new MinimizerLearner(
        training, sum.layout(), objective, SumMinimizer.here(minimizer, sum, objective, team));
  }

  /// The parameters as they are now, rounded once.
  private float[] theta() {
    if (!rounded) {
      Minimization going = minimization;
      double[] all = objective.point(going == null ? objective.start() : going.minimum().point());
      for (int i = 0; i < theta.length; i++) {
        theta[i] = (float) all[i];
      }
      rounded = true;
    }
    return theta;
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    long begun = System.nanoTime();
    long nanosBefore = work.nanos();
    long evaluationsBefore = work.evaluations();
    Minimization going = minimization;
    try {
      if (going == null) {
        going = work.begin(objective.start(), rules);
        minimization = going;
      }
      going.step();
    } catch (IllegalArgumentException nowhere) {
      batchesOfStep = work.evaluations() - evaluationsBefore;
      return Optional.of(String.valueOf(nowhere.getMessage()));
    }
    rounded = false;
    batchesOfStep = work.evaluations() - evaluationsBefore;
    long ofObjective = work.nanos() - nanosBefore;
    meter.add(ofObjective, System.nanoTime() - begun - ofObjective);
    listener.onStep(step, going.value() / objective.parts() - penalty(going));
    return going.stop() == Stop.NOT_FINITE
        ? Optional.of(Stop.NOT_FINITE.words())
        : Optional.empty();
  }

  private double penalty(Minimization going) {
    return objective.penalizes() ? objective.penalty(going.minimum().point()) : 0;
  }

  @Override
  public long batchesOfStep() {
    return batchesOfStep;
  }

  @Override
  public boolean hasEnded() {
    Minimization going = minimization;
    return going != null && going.stop() != Stop.UNFINISHED;
  }

  @Override
  public Optional<String> divergence() {
    return Learner.notFinite(theta());
  }

  @Override
  public void observe(double validationLoss) {}

  @Override
  public void evaluationWeights(float[] weights) {
    System.arraycopy(theta(), 0, weights, 0, theta.length);
  }

  @Override
  public void change(String name, Schedule value) {
    throw new IllegalArgumentException(
        "%s of %s can't be changed during a run"
            .formatted(name, HyperParameters.name(training.optimizer().minimizer().orElseThrow())));
  }

  @Override
  public int changes() {
    return 0;
  }

  @Override
  public long updates() {
    Minimization going = minimization;
    return going == null ? 0 : going.iterations();
  }

  @Override
  public long gradients() {
    return work.evaluations();
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
    return layout;
  }

  @Override
  public Checkpoint checkpoint() {
    Minimization going = minimization;
    if (going == null) {
      return Checkpoint.of(training.optimizer(), layout, theta());
    }
    return Checkpoint.of(training.optimizer(), layout, theta(), going.state())
        .withNote(COUNTED, work.counted());
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    if (checkpoint.hasMinimization()) {
      checkpoint.find(COUNTED).filter(text -> !text.isEmpty()).ifPresent(work::resumeCounting);
      minimization = work.resume(checkpoint.minimization(), rules);
      rounded = false;
    }
  }

  @Override
  public Map<String, String> facts() {
    return work.facts();
  }

  @Override
  public void close() {
    work.close();
  }
}
