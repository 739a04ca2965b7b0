package dev.ravine.nn.train;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// A training whose loop is your own: it draws a batch, drops, differentiates and updates when it
/// is told to, and does nothing else.
///
/// ```java
/// try (TrainingLoop loop = Training.of(model, flowers)
///     .optimizer("accumulate(4) | clipGlobalNorm(1) | adamw(cosine(1e-3))").epochs(20).loop()) {
///   double best = Double.NEGATIVE_INFINITY;
///   while (loop.epoch() < 20) {
///     double loss = loop.step();
///     if (loop.isEpochEnd() && loop.evaluate(test).accuracy() > best) {
///       best = loop.evaluate(test).accuracy();
///       loop.model().write(file);
///     }
///   }
/// }
/// ```
///
/// With the same options its parameters have the bits of [TrainingBuilder#run]. For one thread.
public final class TrainingLoop implements AutoCloseable {

  private final Training training;
  private final ThreadTeam team;
  private final Learner learner;
  private final BatchStatisticsEstimator estimator;
  private final float[] weights;
  private long steps;
  private double loss = Double.NaN;
  private boolean closed;
  private final AtomicBoolean used = new AtomicBoolean();
  private final TrainingListener remembering =
      new TrainingListener() {
        @Override
        public void onStep(long step, double ofStep) {
          loss = ofStep;
        }
      };

  TrainingLoop(Training training, int threads) {
    if (training.optimizer().minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "a loop of mini-batches needs an update rule: %s is a minimizer"
              .formatted(training.optimizer()));
    }
    this.training = training;
    team = new ThreadTeam(threads);
    learner = training.method().learner(training, team);
    Dataset train = training.split().train();
    estimator = new BatchStatisticsEstimator(training.model(), train, train.preprocessing(), team);
    weights = new float[learner.layout().size()];
  }

  /// Learns from the next batch; epochs, each in an order of its own, follow one another.
  ///
  /// @return the batch's loss, before the update
  /// @throws IllegalStateException if training diverged, the loop is closed, or another thread uses
  ///   it
  public double step() {
    if (closed) {
      throw new IllegalStateException("the training loop is closed");
    }
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "a training loop is for one thread at a time, and another uses it");
    }
    try {
      return stepAlone();
    } finally {
      used.set(false);
    }
  }

  private double stepAlone() {
    steps++;
    Optional<String> diverged = learner.run(steps, remembering);
    if (diverged.isPresent()) {
      throw new IllegalStateException(
          "training diverged at step %d: %s".formatted(steps, diverged.get()));
    }
    return loss;
  }

  /// How many steps were done.
  ///
  /// @return 0 or more
  public long steps() {
    return steps;
  }

  /// How many epochs are done.
  ///
  /// @return 0 or more
  public int epoch() {
    return Math.toIntExact(steps / training.stepsPerEpoch());
  }

  /// Whether the last step was the last of an epoch.
  ///
  /// @return false before the first
  public boolean isEpochEnd() {
    return steps > 0 && steps % training.stepsPerEpoch() == 0;
  }

  /// Evaluates the model as it is, by the training's loss if one was set.
  ///
  /// @param data such as the validation examples, with classes by whatever number they have there
  /// @return accuracy and loss
  /// @throws dev.ravine.data.DataException if the examples have other columns, or something else to
  ///   learn
  public Evaluation evaluate(Dataset data) {
    Dataset matching = data.matching(training.split().train());
    int[] all = IntStream.range(0, data.size()).toArray();
    learner.evaluationWeights(weights);
    return new Evaluator(
            training.model(),
            matching,
            all,
            training.split().train().preprocessing(),
            team,
            training.loss(),
            training.criterion())
        .evaluate(weights, estimator.at(weights));
  }

  /// Tells schedules with a memory, such as `plateau`, how the training goes.
  ///
  /// @param validationLoss less is better
  public void observe(double validationLoss) {
    learner.observe(validationLoss);
  }

  /// Sets a hyper-parameter anew.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next step on
  /// @throws IllegalArgumentException if the recipe has no such hyper-parameter or refuses the
  ///   value
  public void change(String name, Schedule value) {
    learner.change(name, value);
  }

  /// The model as it is.
  ///
  /// @return a copy, with all that is needed to predict
  /// @throws IllegalArgumentException if the model is no [dev.ravine.nn.model.Sequential] and no
  ///   [dev.ravine.nn.model.Layer]
  public SavedModel model() {
    Dataset train = training.split().train();
    learner.evaluationWeights(weights);
    TrainedModel trained =
        new TrainedModel(
            training.model(), weights.clone(), estimator.at(weights), train.preprocessing());
    Map<String, String> about = TrainingSummary.settings(training);
    about.put("epoch", Integer.toString(epoch()));
    return SavedModel.of(List.of(trained), train, about);
  }

  /// Gives up its threads.
  @Override
  public void close() {
    closed = true;
    learner.close();
    team.close();
  }
}
