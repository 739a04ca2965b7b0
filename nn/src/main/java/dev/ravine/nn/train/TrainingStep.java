package dev.ravine.nn.train;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.GradientSource;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.NonFiniteGradientException;
import dev.ravine.optim.stage.NonFinitePolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Learns by an update rule: in each step a batch, its loss and gradient, the update. It owns the
/// parameters.
final class TrainingStep implements Learner {

  private static final Set<Demand> SUPPLIED =
      Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS);

  private final BatchGradient batch;
  private final Stepper stepper;
  private final GradientSource again = this::again;
  private final boolean refusesByItself;
  private final float[] theta;
  private final float[] gradient;
  private final float[] before;
  private final Kernels<float[]> kernels = Kernels.floats();
  private final StepMeter meter = new StepMeter();

  /// Of steps that another learner did and did not tell of.
  private final UntoldSteps untold = new UntoldSteps();

  private long gradients;
  private long nanosAgain;

  TrainingStep(Training training, ThreadTeam team) {
    batch = new BatchGradient(training.objective(), team);
    theta = batch.initial();
    gradient = new float[theta.length];
    before = new float[theta.length];
    stepper = training.optimizer().begin(batch.layout(), team, SUPPLIED);
    refusesByItself =
        training.optimizer().stages().stream().anyMatch(NonFinitePolicy.class::isInstance);
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    if (!untold.isEmpty()) {
      return untold.tell(step, listener, meter);
    }
    long start = System.nanoTime();
    double value = batch.next(theta, gradient);
    gradients++;
    long nanos = System.nanoTime() - start;
    Optional<String> refused =
        Double.isFinite(value) || refusesByItself
            ? update(step, nanos, listener)
            : Optional.of("the loss was " + value);
    listener.onStep(step, value);
    return refused;
  }

  private Optional<String> update(long step, long nanosOfGradient, TrainingListener listener) {
    boolean diagnoses = listener.diagnoses(step);
    double rate = 0;
    double norm = 0;
    if (diagnoses) {
      rate = learningRate();
      norm = norm(gradient);
      System.arraycopy(theta, 0, before, 0, theta.length);
    }
    nanosAgain = 0;
    long start = System.nanoTime();
    try {
      stepper.stepConsuming(theta, gradient, again);
    } catch (NonFiniteGradientException refused) {
      return Optional.of(Objects.requireNonNull(refused.getMessage()));
    }
    long update = System.nanoTime() - start - nanosAgain;
    meter.add(nanosOfGradient + nanosAgain, update);
    if (diagnoses) {
      double size = norm(before);
      kernels.subtract(theta, before, before, 0, theta.length);
      listener.onDiagnosis(step, new Diagnosis(rate, norm, norm(before) / size));
    }
    return Optional.empty();
  }

  private void again(float[] at, float[] result) {
    long start = System.nanoTime();
    batch.again(at, result);
    gradients++;
    nanosAgain += System.nanoTime() - start;
  }

  private double norm(float[] x) {
    return Math.sqrt(kernels.sumOfSquares(x, 0, x.length));
  }

  private double learningRate() {
    return stepper.hyperParameters().entrySet().stream()
        .filter(value -> value.getKey().endsWith(".learningRate"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
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
    return gradients + untold.gradients();
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
    return batch.layout();
  }

  @Override
  public Checkpoint checkpoint() {
    return untold.note(Checkpoint.of(stepper, theta));
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    System.arraycopy(checkpoint.restore(stepper), 0, theta, 0, theta.length);
    untold.resume(checkpoint);
    batch.skip(steps + untold.size());
  }
}
