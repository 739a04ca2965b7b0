package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Demand;
import dev.ravine.optim.GradientSource;
import dev.ravine.optim.NonFiniteGradientException;
import dev.ravine.optim.ParameterLayout;
import dev.ravine.optim.Stage;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.transforms.FailOnNonFinite;
import dev.ravine.optim.transforms.SkipNonFinite;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Does one training. The bits of its results depend on the [Training] alone, not on threads or
/// kernels.
public final class Trainer {

  private static final int TRAIN_EVALUATED = 1000;
  private static final String STEP = "step";
  private static final String EVALUATIONS = "evaluations";

  private final Training training;
  private final Network network;
  private final Plan<float[]> plan;
  private final Stepper stepper;
  private final GradientSource again;
  private final boolean judged;
  private final Batches batches;
  private final Evaluator onTrain;
  private final Evaluator onValidation;
  private final float[] theta;
  private final float[] gradient;
  private final float[] weights;
  private final long[] nanos;
  private int timed;
  private long step;
  private int evaluations;

  /// Prepares everything that does not change during the run.
  ///
  /// @param training what to do
  /// @param team the threads that share the work of each step
  public Trainer(Training training, ThreadTeam team) {
    this.training = training;
    Dataset train = training.split().train();
    Dataset validation = training.split().validation();
    float[] mean = train.mean();
    network = new Network(training.model(), training.batch(), train.features());
    plan = network.trainingPlan(team);
    theta = network.initial(training.seed().stream("init"));
    again = plan::run;
    judged = training.optimizer().stages().stream().anyMatch(Trainer::judges);
    gradient = new float[theta.length];
    nanos = new long[Math.toIntExact(training.steps())];
    stepper = training.optimizer().begin(network.layout(), team, EnumSet.allOf(Demand.class));
    weights = new float[theta.length];
    batches = new Batches(train, mean, training.batch(), training.seed().stream("shuffle"));
    int[] some = training.seed().stream("evaluate").permutation(train.size());
    int[] evaluated = Arrays.copyOf(some, Math.min(TRAIN_EVALUATED, some.length));
    onTrain = new Evaluator(training.model(), train, evaluated, mean, team);
    int[] all = IntStream.range(0, validation.size()).toArray();
    onValidation = new Evaluator(training.model(), validation, all, mean, team);
  }

  /// Whether a recipe decides itself what becomes of gradients that are not finite.
  private static boolean judges(Stage stage) {
    return stage instanceof SkipNonFinite || stage instanceof FailOnNonFinite;
  }

  /// How many updates were made: fewer than steps if the recipe gathers or skips batches.
  ///
  /// @return 0 before the first
  public long updates() {
    return stepper.steps();
  }

  /// Goes to where a run was that was interrupted; what follows has the bits it would have had. To
  /// be called before [#run].
  ///
  /// @param checkpoint written by a trainer with an equal [Training]
  /// @throws IllegalArgumentException if it is of another recipe
  public void resume(Checkpoint checkpoint) {
    String recipe = training.optimizer().toString();
    if (!checkpoint.recipe().equals(recipe)) {
      throw new IllegalArgumentException(
          "the checkpoint is of the recipe %s, but the run's is %s"
              .formatted(checkpoint.recipe(), recipe));
    }
    System.arraycopy(checkpoint.restore(stepper), 0, theta, 0, theta.length);
    step = Long.parseLong(checkpoint.note(STEP));
    evaluations = Integer.parseInt(checkpoint.note(EVALUATIONS));
    for (long epoch = 0; epoch * training.stepsPerEpoch() < step; epoch++) {
      batches.beginEpoch();
    }
    batches.skip((int) (step % training.stepsPerEpoch()));
  }

  /// Everything that is needed to go on later, as it is between two steps: to be called by the
  /// listener.
  ///
  /// @return parameters, the optimizer's state, and how far the run is
  public Checkpoint checkpoint() {
    return Checkpoint.of(stepper, theta)
        .withNote(STEP, Long.toString(step))
        .withNote(EVALUATIONS, Integer.toString(evaluations));
  }

  /// Trains, from the beginning or from where [#resume] went. To be called once.
  ///
  /// @param listener is told of every step and epoch
  /// @return how it ended
  public Outcome run(TrainingListener listener) {
    int perEpoch = training.stepsPerEpoch();
    while (true) {
      long epoch = step / perEpoch;
      if (step % perEpoch == 0) {
        if (!parametersAreFinite()) {
          return new Outcome.Diverged(step, "parameters were not finite after the epoch");
        }
        if (evaluations == epoch) {
          evaluations++;
          evaluate((int) epoch, listener);
        }
        if (epoch == training.epochs()) {
          return new Outcome.Finished(step);
        }
        batches.beginEpoch();
      }
      listener.betweenSteps(step);
      if (listener.stops()) {
        return new Outcome.Stopped(step);
      }
      step++;
      Optional<String> refused = step(listener);
      if (refused.isPresent()) {
        return new Outcome.Diverged(step, refused.get());
      }
    }
  }

  /// Does one step, or says why not.
  private Optional<String> step(TrainingListener listener) {
    long start = System.nanoTime();
    batches.next(plan.input(Network.FEATURES), plan.input(Network.TARGETS));
    plan.run(theta, gradient);
    double loss = plan.scalar(network.loss());
    long first = System.nanoTime() - start;
    listener.onStep(step, loss);
    if (!Double.isFinite(loss) && !judged) {
      return Optional.of("the loss was " + loss);
    }
    start = System.nanoTime();
    try {
      stepper.step(theta, gradient, again);
    } catch (NonFiniteGradientException refused) {
      return Optional.of(Objects.requireNonNull(refused.getMessage()));
    }
    nanos[timed++] = first + System.nanoTime() - start;
    return Optional.empty();
  }

  private void evaluate(int epoch, TrainingListener listener) {
    stepper.evaluationWeights(theta, weights);
    Evaluation train = onTrain.evaluate(weights);
    Evaluation validation = onValidation.evaluate(weights);
    if (epoch > 0) {
      stepper.observe(validation.loss());
    }
    listener.onEpoch(epoch, train.accuracy(), validation.accuracy());
  }

  private boolean parametersAreFinite() {
    float sum = 0;
    for (float x : theta) {
      sum += 0 * x;
    }
    return sum == 0;
  }

  /// The time of a step: batch, gradient and update, but not evaluation. The median of the second
  /// half, so that the first steps, which run before the JIT compiler is done, do not count.
  ///
  /// @return milliseconds, 0 if there was no step
  public double millisPerStep() {
    long[] sorted = Arrays.copyOfRange(nanos, timed / 2, timed);
    Arrays.sort(sorted);
    return timed == 0 ? 0 : sorted[sorted.length / 2] * 1e-6;
  }

  /// The weights of the trained model: those to evaluate with, which some optimizers keep apart
  /// from those they train.
  ///
  /// @return an array that the next evaluation overwrites, laid out by [#layout()]
  public float[] weights() {
    stepper.evaluationWeights(theta, weights);
    return weights;
  }

  /// Where the parameters lie.
  ///
  /// @return the layout of [#weights()]
  public ParameterLayout layout() {
    return network.layout();
  }
}
