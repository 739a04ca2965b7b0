package dev.ravine.cluster.desk;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.StepCost;
import dev.ravine.nn.train.StepMeter;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.UntoldSteps;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Learns by having stretches of steps done elsewhere, each at most as long as an epoch and about a
/// second. A stretch is done when its first step is asked for; the losses of the others are told as
/// they are asked for. It has the bits of plain training.
public final class RemoteLearner implements Learner {

  private static final Set<Demand> SUPPLIED =
      Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS);
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final long FIRST_STEPS = 20;

  private final Training training;
  private final Function<ParameterLayout, Stretches> stretches;
  private final ParameterLayout layout;
  private final StepMeter meter = new StepMeter();
  private final UntoldSteps untold = new UntoldSteps();

  /// Who does them, once the first is to be done.
  private Optional<Stretches> doing = Optional.empty();

  private float[] theta;
  private Stepper stepper;
  private long number;
  private long most = FIRST_STEPS;

  /// Before the first step.
  ///
  /// @param training by an update rule
  /// @param stretches has them done, of parameters that lie so
  public RemoteLearner(Training training, Function<ParameterLayout, Stretches> stretches) {
    this.training = training;
    this.stretches = stretches;
    try (ThreadTeam alone = new ThreadTeam(1)) {
      BatchGradient batches = new BatchGradient(training.objective(), alone);
      layout = batches.layout();
      theta = batches.initial();
    }
    stepper = begin();
  }

  private Stepper begin() {
    return training.optimizer().begin(layout, new ThreadTeam(1), SUPPLIED);
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    if (untold.isEmpty()) {
      stretch(step - 1);
    }
    return untold.tell(step, listener, meter);
  }

  private void stretch(long done) {
    long left = training.stepsPerEpoch() - done % training.stepsPerEpoch();
    long begun = System.nanoTime();
    if (doing.isEmpty()) {
      doing = Optional.of(stretches.apply(layout));
    }
    StretchResult result =
        doing.get().run(new Stretch(++number, done, Math.min(left, most), theta, stepper.state()));
    int steps = result.losses().size();
    long passed = System.nanoTime() - begun;
    most = Math.max(1, USUAL.toNanos() * steps / Math.max(1, passed));
    put(result.parameters(), result.rule());
    untold.add(
        result.losses(),
        result.gradients(),
        result.gradientNanos(),
        result.updateNanos(),
        result.diverged());
  }

  private void put(float[] parameters, StepperState rule) {
    theta = parameters;
    stepper = begin();
    stepper.restore(rule);
  }

  @Override
  public Optional<String> divergence() {
    return Learner.notFinite(theta).or(stepper::overflow);
  }

  @Override
  public void observe(double validationLoss) {
    stepper.observe(validationLoss);
  }

  @Override
  public void evaluationWeights(float[] weights) {
    stepper.evaluationWeights(theta, weights);
  }

  /// From the next stretch on: this one is done.
  @Override
  public void change(String name, Schedule value) {
    stepper.change(name, value);
  }

  @Override
  public int changes() {
    return stepper.changes().size();
  }

  @Override
  public long updates() {
    return stepper.steps();
  }

  @Override
  public long gradients() {
    return untold.gradients();
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
    return untold.note(Checkpoint.of(stepper, theta));
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    put(checkpoint.theta(), checkpoint.state());
    untold.resume(checkpoint);
  }

  @Override
  public void close() {
    doing.ifPresent(Stretches::close);
  }
}
