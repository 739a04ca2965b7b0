package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Targets;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.GradientSource;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.NonFiniteGradientException;
import dev.ravine.optim.stage.NonFinitePolicy;
import dev.ravine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Does one training. The bits of its results depend on the [Training] alone, not on threads or
/// kernels.
public final class Trainer {

  private static final int TRAIN_EVALUATED = 1000;
  private static final float[] NONE = {};
  private static final String STEP = "step";
  private static final String EPOCHS_EVALUATED = "evaluations";
  private static final String GRADIENTS = "gradients";
  private static final String NANOS = "nanos";
  private static final String TRAINING = "training";
  private static final String BEST = "bestAccuracy";
  private static final String EPOCHS_WITHOUT = "epochsWithoutBetter";

  private final Training training;
  private final Network network;
  private final Plan<float[]> plan;
  private final Stepper stepper;
  private final GradientSource again;
  private final boolean judged;
  private final Batches batches;
  private final RandomStream dropout;
  private final Calibration calibration;
  private final Evaluator onTrain;
  private final Evaluator onValidation;
  private final float[] soft;
  private final float[] weightsOfClasses;
  private final boolean transfers;
  private final float[] theta;
  private final float[] gradient;
  private final float[] weights;
  private final float[] before;
  private final Kernels<float[]> kernels = Kernels.floats();
  private final StepTimes times;
  private long step;
  private int epochsEvaluated;
  private long gradients;
  private long nanosBefore;
  private long nanosAgain;
  private double best = Double.NEGATIVE_INFINITY;
  private int epochsWithout;
  private boolean ran;
  private String identity = "";

  /// Prepares everything that does not change during the run.
  ///
  /// @param training what to do
  /// @param team the threads that share the work of each step
  public Trainer(Training training, ThreadTeam team) {
    this.training = training;
    Dataset train = training.split().train();
    Dataset validation = training.split().validation();
    Preprocessing seen = train.preprocessing();
    Loss criterion = Loss.of(train.targets());
    network =
        new Network(
            training.model(),
            criterion,
            training.batch(),
            train.features(),
            training.teaching(),
            training.classWeights() != ClassWeights.NONE);
    checkOutputs(network.logits().shape().size(1), train.targets(), validation.targets());
    plan = network.trainingPlan(team);
    soft = training.teaching().filter(Network::counts).map(Teaching::soft).orElse(NONE);
    weightsOfClasses =
        training.classWeights() == ClassWeights.NONE
            ? NONE
            : training.classWeights().of((Targets.Labels) train.targets());
    transfers = training.teaching().flatMap(Teaching::transfer).isPresent();
    theta = network.initial(training.seed().stream("init"));
    again = this::again;
    judged = training.optimizer().stages().stream().anyMatch(NonFinitePolicy.class::isInstance);
    gradient = new float[theta.length];
    before = new float[theta.length];
    times = new StepTimes(Math.toIntExact(training.steps()));
    stepper =
        training
            .optimizer()
            .begin(
                network.layout(), team, Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    weights = new float[theta.length];
    batches = new Batches(training);
    dropout = training.seed().stream("dropout");
    calibration = new Calibration(training.model(), train, seen, team);
    int[] some = training.seed().stream("evaluate").permutation(train.size());
    int[] evaluated = Arrays.copyOf(some, Math.min(TRAIN_EVALUATED, some.length));
    onTrain = new Evaluator(training.model(), train, evaluated, seen, team);
    int[] all = IntStream.range(0, validation.size()).toArray();
    onValidation = new Evaluator(training.model(), validation, all, seen, team);
  }

  private static void checkOutputs(int outputs, Targets train, Targets validation) {
    if (outputs != train.outputs()) {
      throw new IllegalArgumentException(
          "the model must have %d outputs, %s, has %d"
              .formatted(
                  train.outputs(),
                  train instanceof Targets.Labels ? "one for each class" : "one for the value",
                  outputs));
    }
    if (validation.outputs() != train.outputs()) {
      throw new IllegalArgumentException(
          "validation examples must have %d classes as training examples have, have %d"
              .formatted(train.outputs(), validation.outputs()));
    }
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
  /// @throws IllegalArgumentException if it is of another recipe, of other data, another batch
  ///   size, seed or model
  /// @throws IllegalStateException if this trainer has run already
  public void resume(Checkpoint checkpoint) {
    if (ran) {
      throw new IllegalStateException("resume must come before run");
    }
    String recipe = training.optimizer().toString();
    if (!checkpoint.recipe().equals(recipe)) {
      throw new IllegalArgumentException(
          "the checkpoint is of the recipe %s, but the run's is %s"
              .formatted(checkpoint.recipe(), recipe));
    }
    checkpoint.find(TRAINING).ifPresent(this::checkSame);
    System.arraycopy(checkpoint.restore(stepper), 0, theta, 0, theta.length);
    step = Long.parseLong(checkpoint.note(STEP));
    epochsEvaluated = Integer.parseInt(checkpoint.note(EPOCHS_EVALUATED));
    gradients = Long.parseLong(checkpoint.note(GRADIENTS));
    nanosBefore = Long.parseLong(checkpoint.note(NANOS));
    checkpoint.find(BEST).ifPresent(value -> best = Double.parseDouble(value));
    checkpoint.find(EPOCHS_WITHOUT).ifPresent(count -> epochsWithout = Integer.parseInt(count));
    int perEpoch = training.stepsPerEpoch();
    for (long left = step; left > 0; left -= perEpoch) {
      batches.beginEpoch();
      batches.skip((int) Math.min(left, perEpoch));
    }
  }

  /// What a checkpoint must share with a training that goes on from it.
  private String identity() {
    if (identity.isEmpty()) {
      identity =
          "%s; batch %s; seed %s; sampling %s; model %s"
              .formatted(
                  "data " + training.split().train().checksum(),
                  Integer.toString(training.batch()),
                  Long.toString(training.seed().value()),
                  training.sampling(),
                  training.model() instanceof Sequential layers ? layers.text() : "another");
    }
    return identity;
  }

  private void checkSame(String before) {
    List<String> then = List.of(before.split("; ", -1));
    List<String> now = List.of(identity().split("; ", -1));
    for (int i = 0; i < now.size(); i++) {
      if (i >= then.size() || !then.get(i).equals(now.get(i))) {
        throw new IllegalArgumentException(
            "the checkpoint is of a training with %s, but this one has %s"
                .formatted(i < then.size() ? then.get(i) : "less", now.get(i)));
      }
    }
  }

  /// Sets a hyper-parameter anew: to be called by the listener between two steps. It is part of
  /// later checkpoints.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next step on
  /// @throws IllegalArgumentException if the recipe has no such hyper-parameter or refuses the
  ///   value
  public void change(String name, Schedule value) {
    stepper.change(name, value);
  }

  /// How often [#change] was called, in this run and before [#resume].
  ///
  /// @return 0 or more
  public int changes() {
    return stepper.changes().size();
  }

  /// Everything that is needed to go on later, as it is between two steps: to be called by the
  /// listener.
  ///
  /// @return parameters, the optimizer's state, and how far the run is
  public Checkpoint checkpoint() {
    return Checkpoint.of(stepper, theta)
        .withNote(TRAINING, identity())
        .withNote(STEP, Long.toString(step))
        .withNote(EPOCHS_EVALUATED, Integer.toString(epochsEvaluated))
        .withNote(BEST, Double.toString(best))
        .withNote(EPOCHS_WITHOUT, Integer.toString(epochsWithout))
        .withNote(GRADIENTS, Long.toString(gradients))
        .withNote(NANOS, Long.toString(nanos()));
  }

  /// Trains, from the beginning or from where [#resume] went. To be called once.
  ///
  /// @param listener is told of every step and epoch
  /// @return how it ended
  /// @throws IllegalStateException if it was called before
  public Outcome run(TrainingListener listener) {
    if (ran) {
      throw new IllegalStateException(
          "run must be called once; a trainer goes through one training");
    }
    ran = true;
    int perEpoch = training.stepsPerEpoch();
    while (true) {
      long epoch = step / perEpoch;
      if (step % perEpoch == 0) {
        if (!parametersAreFinite()) {
          return new Outcome.Diverged(step, "parameters were not finite after the epoch");
        }
        Optional<String> frozen = stepper.overflow();
        if (frozen.isPresent()) {
          return new Outcome.Diverged(step, frozen.get());
        }
        if (epochsEvaluated == epoch) {
          epochsEvaluated++;
          evaluate((int) epoch, listener);
        }
        if (epoch == training.epochs() || isOutOfPatience()) {
          return new Outcome.Finished(step, epoch < training.epochs());
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
    if (soft.length > 0) {
      batches.copyRows(soft, plan.input(Network.SOFT));
      if (transfers) {
        batches.known(plan.input(Network.KNOWN));
      }
    }
    if (weightsOfClasses.length > 0) {
      batches.weights(weightsOfClasses, plan.input(Network.WEIGHTS));
    }
    network.drop(plan, dropout, step - 1);
    plan.run(theta, gradient);
    gradients++;
    double loss = plan.scalar(network.loss());
    long first = System.nanoTime() - start;
    Optional<String> refused =
        Double.isFinite(loss) || judged
            ? update(first, listener)
            : Optional.of("the loss was " + loss);
    listener.onStep(step, loss);
    return refused;
  }

  private Optional<String> update(long nanosOfGradient, TrainingListener listener) {
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
    times.add(nanosOfGradient + nanosAgain, update);
    if (diagnoses) {
      double size = norm(before);
      kernels.subtract(theta, before, before, 0, theta.length);
      listener.onDiagnosis(step, new Diagnosis(rate, norm, norm(before) / size));
    }
    return Optional.empty();
  }

  private void again(float[] at, float[] result) {
    long start = System.nanoTime();
    plan.run(at, result);
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

  private void evaluate(int epoch, TrainingListener listener) {
    stepper.evaluationWeights(theta, weights);
    Statistics statistics = calibration.at(weights);
    Evaluation train = onTrain.evaluate(weights, statistics);
    Evaluation validation = onValidation.evaluate(weights, statistics);
    if (epoch > 0) {
      stepper.observe(validation.loss());
      boolean better = validation.accuracy() > best;
      best = better ? validation.accuracy() : best;
      epochsWithout = better ? 0 : epochsWithout + 1;
    }
    listener.onEpoch(epoch, train, validation);
  }

  private boolean isOutOfPatience() {
    return training.patience() > 0 && epochsWithout >= training.patience();
  }

  private boolean parametersAreFinite() {
    float sum = 0;
    for (float x : theta) {
      sum += 0 * x;
    }
    return sum == 0;
  }

  /// How often a gradient was computed, in this run and before [#resume].
  ///
  /// @return 0 or more; a step of most recipes takes one
  public long gradients() {
    return gradients;
  }

  /// The time spent on batches, gradients and updates, in this run and before [#resume]: without
  /// evaluations and what listeners do.
  ///
  /// @return in nanoseconds
  public long nanos() {
    return nanosBefore + times.total();
  }

  /// What a step takes.
  ///
  /// @return medians of the second half of the steps that this trainer made
  public StepCost cost() {
    return times.cost();
  }

  /// The trained model: with the weights to evaluate with.
  ///
  /// @return a copy
  public TrainedModel trained() {
    float[] theta = weights().clone();
    Preprocessing seen = training.split().train().preprocessing();
    return new TrainedModel(training.model(), theta, calibration.at(theta), seen);
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
