package dev.ravine.nn.train;

import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Progress.Evaluated;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/// Does one training. The bits of its results depend on the [Training] alone, not on threads or
/// kernels.
public final class Trainer {

  private static final int TRAIN_EVALUATED = 1000;

  private final Training training;
  private final Learner learner;
  private final Progress progress;
  private final BatchStatisticsEstimator estimator;
  private final Evaluator onTrain;
  private final Evaluator onValidation;
  private final float[] weights;
  private boolean ran;

  /// Prepares everything that does not change during the run.
  ///
  /// @param training what to do
  /// @param team the threads that share the work of each step
  public Trainer(Training training, ThreadTeam team) {
    this.training = training;
    Dataset train = training.split().train();
    Dataset validation = training.split().validation();
    Preprocessing seen = train.preprocessing();
    learner = training.method().learner(training, team);
    progress = new Progress(training);
    weights = new float[learner.layout().size()];
    estimator = new BatchStatisticsEstimator(training.model(), train, seen, team);
    int[] some = training.seed().stream("evaluate").permutation(train.size());
    int[] evaluated = Arrays.copyOf(some, Math.min(TRAIN_EVALUATED, some.length));
    onTrain = evaluator(train, evaluated, team);
    int[] all = IntStream.range(0, validation.size()).toArray();
    onValidation = evaluator(validation, all, team);
  }

  private Evaluator evaluator(Dataset data, int[] examples, ThreadTeam team) {
    return new Evaluator(
        training.model(),
        data,
        examples,
        training.split().train().preprocessing(),
        team,
        training.loss(),
        training.criterion());
  }

  /// Trains a model from the beginning to the end.
  ///
  /// @param training what to do
  /// @param threads how many share the work of each step; they change no bit
  /// @return the trained model
  /// @throws IllegalStateException if training diverged
  /// @throws CancellationException if the thread was interrupted, which it stays
  public static TrainedModel train(Training training, int threads) {
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Trainer trainer = new Trainer(training, team);
      trainer.runWhole(new TrainingListener() {});
      return trainer.trained();
    }
  }

  /// Trains until it ends or a listener stops it.
  ///
  /// @throws IllegalStateException if training diverged
  /// @throws CancellationException if the thread was interrupted
  void runWhole(TrainingListener listener) {
    checkConverged(runUninterrupted(listener));
  }

  /// Refuses a run that diverged.
  static void checkConverged(Outcome outcome) {
    if (outcome instanceof Outcome.Diverged(long step, String why)) {
      throw new IllegalStateException("training diverged at step %d: %s".formatted(step, why));
    }
  }

  /// As [#run], for those to whom a part of a run is of no use.
  ///
  /// @throws CancellationException if the thread was interrupted
  Outcome runUninterrupted(TrainingListener listener) {
    Outcome outcome = run(listener);
    if (outcome instanceof Outcome.Stopped && Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training was interrupted after step %d of %d"
              .formatted(outcome.steps(), training.steps()));
    }
    return outcome;
  }

  /// Trains models side by side, each on a thread of its own.
  ///
  /// @param trainings what to do
  /// @param threads how many models are trained at the same time, 1 or more; they change no bit
  /// @return the trained models, in the order of the trainings
  /// @throws IllegalStateException if a training diverged
  /// @throws CancellationException if the thread was interrupted, which it stays
  public static List<TrainedModel> train(List<Training> trainings, int threads) {
    return SideBySide.train(trainings, threads);
  }

  /// Trains, from the beginning or from where [#resume] went. To be called once.
  ///
  /// @param listener is told of every step and epoch
  /// @return how it ended; if the thread is interrupted, it stops before the next step, and the
  ///   thread stays interrupted
  /// @throws IllegalStateException if it was called before
  public Outcome run(TrainingListener listener) {
    if (ran) {
      throw new IllegalStateException("run can be called only once: make a new Trainer");
    }
    ran = true;
    try (learner) {
      return loop(listener);
    }
  }

  private Outcome loop(TrainingListener listener) {
    while (true) {
      if (progress.isBetweenEpochs()) {
        Optional<String> diverged = learner.divergence();
        if (diverged.isPresent()) {
          return new Outcome.Diverged(progress.step(), diverged.get());
        }
        evaluateUpTo(progress.epoch(), listener);
        if (progress.isFinished()) {
          return new Outcome.Finished(progress.step(), progress.epoch() < training.epochs());
        }
      }
      if (learner.hasEnded()) {
        if (progress.movedSinceEvaluation()) {
          evaluateUpTo(progress.epoch() + 1, listener);
        }
        return new Outcome.Finished(progress.step(), true);
      }
      listener.betweenSteps(progress.step());
      if (listener.stops() || Thread.currentThread().isInterrupted()) {
        return new Outcome.Stopped(progress.step());
      }
      Optional<String> diverged = learner.run(progress.nextStep(), listener);
      progress.used(learner.batchesOfStep());
      if (diverged.isPresent()) {
        return new Outcome.Diverged(progress.step(), diverged.get());
      }
    }
  }

  /// A step may be several epochs long: then the model is that of the last of them, and what comes
  /// before is what it was evaluated as before the step.
  private void evaluateUpTo(int epoch, TrainingListener listener) {
    while (progress.epochToEvaluate() < epoch) {
      int skipped = progress.epochToEvaluate();
      Evaluated before = progress.skipped();
      listener.onSkippedEpoch(skipped, before.train(), before.validation());
    }
    if (progress.epochToEvaluate() == epoch) {
      evaluate(epoch, listener);
    }
  }

  private void evaluate(int epoch, TrainingListener listener) {
    BatchStatistics statistics = estimator.at(weights());
    Evaluation train = onTrain.evaluate(weights, statistics);
    Evaluation validation = onValidation.evaluate(weights, statistics);
    if (epoch > 0) {
      learner.observe(validation.loss());
    }
    progress.evaluated(new Evaluated(train, validation));
    listener.onEpoch(epoch, train, validation);
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
    progress.check(checkpoint);
    progress.resume(checkpoint);
    learner.resume(checkpoint, progress.step());
  }

  /// Everything that is needed to resume later, as it is between two steps: to be called by the
  /// listener.
  ///
  /// @return parameters, the optimizer's state, and how far the run is
  public Checkpoint checkpoint() {
    return progress.note(learner.checkpoint(), learner.gradients(), learner.nanos());
  }

  /// Sets a hyper-parameter anew: to be called by the listener between two steps. It is part of
  /// later checkpoints.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next step on
  /// @throws IllegalArgumentException if the recipe has no such hyper-parameter or refuses the
  ///   value
  public void change(String name, Schedule value) {
    learner.change(name, value);
  }

  /// How often [#change] was called, in this run and before [#resume].
  public int changes() {
    return learner.changes();
  }

  /// How many mini-batches of the training data were used, in this run and before [#resume].
  ///
  /// @return 0 or more; a step of an update rule takes one, a step of a minimizer any number
  public long batches() {
    return progress.batches();
  }

  /// How many updates were made: fewer than steps if the recipe gathers or skips batches.
  public long updates() {
    return learner.updates();
  }

  /// How often a gradient was computed, in this run and before [#resume].
  ///
  /// @return 0 or more; a step of most recipes takes one
  public long gradients() {
    return progress.gradientsBefore() + learner.gradients();
  }

  /// The time spent on batches, gradients and updates, in this run and before [#resume]: without
  /// evaluations and what listeners do.
  ///
  /// @return in nanoseconds
  public long nanos() {
    return progress.nanosBefore() + learner.nanos();
  }

  /// What a step takes.
  ///
  /// @return medians of the second half of the steps that this trainer made
  public StepCost cost() {
    return learner.cost();
  }

  /// What else is worth knowing of the run, by name: see [Learner#facts].
  public Map<String, String> facts() {
    return learner.facts();
  }

  /// A copy of the trained model: with the weights to evaluate with.
  public TrainedModel trained() {
    return trained(weights().clone());
  }

  /// A model with weights of this training, which are taken over.
  TrainedModel trained(float[] theta) {
    Preprocessing seen = training.split().train().preprocessing();
    return new TrainedModel(training.model(), theta, estimator.at(theta), seen);
  }

  /// The weights of the trained model: those to evaluate with, which some optimizers keep apart
  /// from those they train.
  ///
  /// @return an array that the next evaluation overwrites, laid out by [#layout()]
  public float[] weights() {
    learner.evaluationWeights(weights);
    return weights;
  }

  /// Where the parameters lie.
  ///
  /// @return the layout of [#weights()]
  public ParameterLayout layout() {
    return learner.layout();
  }
}
