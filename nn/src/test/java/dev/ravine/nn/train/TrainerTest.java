package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Scaling;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.saved.WeightsFile;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential SMALL =
      Sequential.perceptron(List.of(32, 32), 10, Activation.RELU, Initializer.he());

  private static Training training(UpdateRule rule, int epochs, long seed) {
    return new Training(SMALL, Optimizer.of(rule), STROKES, epochs, 50, new Seed(seed));
  }

  private static final class Recording implements TrainingListener {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();
    private long stopAfter = Long.MAX_VALUE;

    @Override
    public void onStep(long step, double loss) {
      losses.add(loss);
    }

    @Override
    public void onEpoch(int epoch, Evaluation train, Evaluation measured) {
      validation.add(measured.accuracy());
    }

    @Override
    public boolean stops() {
      return losses.size() >= stopAfter;
    }
  }

  private static float[] run(Training training, int threads, Recording recording) {
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(recording);
      return trainer.weights().clone();
    }
  }

  @Test
  void aRunLearnsAndTellsOfEveryStepAndEpoch() {
    Recording recording = new Recording();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Outcome outcome = new Trainer(training(Adam.of(3e-3), 8, 1), team).run(recording);
      assertThat(outcome).isEqualTo(new Outcome.Finished(96));
    }
    assertThat(recording.losses).hasSize(96);
    assertThat(recording.validation).hasSize(9);
    assertThat(recording.validation.getFirst()).isLessThan(0.25);
    assertThat(recording.validation.getLast()).isGreaterThan(0.4);
  }

  @Test
  void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
    Training training = training(Adam.of(1e-3), 2, 7);
    Recording one = new Recording();
    Recording two = new Recording();
    assertThat(run(training, 2, two)).containsExactly(run(training, 1, one));
    assertThat(two.losses).isEqualTo(one.losses);
    assertThat(two.validation).isEqualTo(one.validation);
  }

  @Test
  void rulesStartFromTheSameWeightsAndSeeTheSameBatches() {
    Recording sgd = new Recording();
    Recording adam = new Recording();
    Recording other = new Recording();
    run(training(Sgd.of(1e-30), 1, 3), 1, sgd);
    run(training(Adam.of(1e-30), 1, 3), 1, adam);
    run(training(Sgd.of(1e-30), 1, 4), 1, other);
    assertThat(adam.losses).isEqualTo(sgd.losses);
    assertThat(other.losses).isNotEqualTo(sgd.losses);
  }

  @Test
  void aDivergingRunEndsAtItsStep() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Recording recording = new Recording();
      Outcome outcome = new Trainer(training(Sgd.of(1e6), 5, 1), team).run(recording);
      assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
      assertThat(outcome.steps()).isEqualTo(recording.losses.size()).isLessThan(20);
      assertThat(recording.losses.getLast()).matches(loss -> !Double.isFinite(loss));
      assertThat(outcome.word()).isEqualTo("diverged");
    }
  }

  @Test
  void aDivergedRunSaysWhy() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Training training = training(Sgd.of(1e6), 5, 1);
      assertThat(new Trainer(training, team).run(new Recording()))
          .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Diverged.class))
          .extracting(Outcome.Diverged::why)
          .asString()
          .matches("the loss was (NaN|Infinity)");
      Training failing =
          new Training(
              training.model(),
              Optimizer.parse("failOnNonFinite | sgd(1e6)"),
              training.split(),
              training.epochs(),
              training.batch(),
              training.seed());
      assertThat(new Trainer(failing, team).run(new Recording()))
          .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Diverged.class))
          .extracting(Outcome.Diverged::why)
          .asString()
          .matches("the gradient of dense\\d\\.\\w+ is not finite in step \\d+");
    }
  }

  /// Plain SGD moves the parameters by the learning rate times the gradient.
  @Test
  void aDiagnosisHasTheNormsOfGradientAndUpdate() {
    List<Diagnosis> diagnoses = new ArrayList<>();
    TrainingListener everySecond =
        new TrainingListener() {
          @Override
          public boolean diagnoses(long step) {
            return step % 2 == 0;
          }

          @Override
          public void onDiagnosis(long step, Diagnosis diagnosis) {
            assertThat(step % 2).isZero();
            diagnoses.add(diagnosis);
          }
        };
    Training training = training(Sgd.of(0.01), 1, 1);
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(everySecond);
      assertThat(diagnoses).hasSize(6);
      double size = 0;
      for (float w : trainer.weights()) {
        size += w * w;
      }
      Diagnosis last = diagnoses.getLast();
      assertThat(last.learningRate()).isEqualTo(0.01);
      assertThat(last.updateRatio())
          .isCloseTo(0.01 * last.gradientNorm() / Math.sqrt(size), Percentage.withPercentage(1));
      assertThat(last.updateRatio()).isPositive();
      assertThat(trainer.gradients()).isEqualTo(12);
      assertThat(trainer.nanos()).isPositive();
      assertThat(trainer.cost().updateShare()).isBetween(0.0, 1.0);
      assertThat(trainer.cost().millis()).isLessThan(trainer.nanos() * 1e-6);
    }
  }

  @Test
  void stepsThatAskForASecondGradientAreCountedTwice() {
    Training training = training(Sgd.of(0.01), 1, 1);
    Training twice =
        new Training(
            training.model(),
            Optimizer.parse("sam(0.05) | sgd(0.01)"),
            training.split(),
            1,
            50,
            training.seed());
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(twice, team);
      trainer.run(new Recording());
      assertThat(trainer.gradients()).isEqualTo(24);
    }
  }

  @Test
  void aRunStopsWhenAsked() {
    Recording recording = new Recording();
    recording.stopAfter = 5;
    try (ThreadTeam team = new ThreadTeam(1)) {
      Outcome outcome = new Trainer(training(Sgd.of(0.01), 5, 1), team).run(recording);
      assertThat(outcome).isEqualTo(new Outcome.Stopped(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(32) | relu | dense(32) | relu | dense(10)",
        "dense(32) | batchNorm | gelu | dropout(0.2) | dense(16) | layerNorm | softplus | dense(10)"
      })
  void aStepAllocatesNothing(String layers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = new long[12 * 600 + 1];
    TrainingListener measuring =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            bytes[(int) step] = threads.getCurrentThreadAllocatedBytes();
          }
        };
    try (ThreadTeam team = new ThreadTeam(1)) {
      Training training =
          training(Adam.of(1e-4), 600, 1).toBuilder().model(Sequential.parse(layers)).build();
      new Trainer(training, team).run(measuring);
    }
    // Late in the run, within one epoch: the JIT compiler is done and no evaluation comes between.
    long least = Long.MAX_VALUE;
    for (int epoch = 150; epoch < 600; epoch++) {
      least = Math.min(least, bytes[epoch * 12 + 12] - bytes[epoch * 12 + 2]);
    }
    // Ten steps; asking for the count may itself allocate now and then.
    assertThat(least).isLessThan(10);
  }

  @Test
  void trainedParametersAreWrittenAndReadBack(@TempDir Path folder) throws IOException {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training(Sgd.of(0.01), 1, 1), team);
      trainer.run(new Recording());
      Path file = folder.resolve("model.safetensors");
      WeightsFile.write(file, trainer.layout(), trainer.weights(), Map.of());
      assertThat(WeightsFile.read(file, trainer.layout())).containsExactly(trainer.weights());
      var other = new Network(Sequential.published(10), Losses.crossEntropy(), 1, 784).layout();
      assertThatThrownBy(() -> WeightsFile.read(file, other))
          .hasMessageContaining(
              "must have tensor dense1.weight of shape [784, 100], has [784, 32]");
    }
  }

  private static Training wide(int outputs) {
    Sequential model =
        Sequential.perceptron(List.of(8), outputs, Activation.RELU, Initializer.he());
    return new Training(model, Optimizer.of(Sgd.of(0.1)), STROKES, 1, 50, new Seed(1));
  }

  /// The strokes have ten classes.
  @Test
  void aModelMustHaveAnOutputForEachClass() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      for (int outputs : new int[] {1, 9, 11}) {
        assertThatThrownBy(() -> new Trainer(wide(outputs), team))
            .hasMessage("the model must have 10 outputs, one for each class, has " + outputs);
      }
    }
  }

  @Test
  void aTrainerRunsOnceAndGoesOnFromItsOwnTrainingOnly() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(wide(10), team);
      trainer.run(new Recording());
      Checkpoint end = trainer.checkpoint();
      assertThatThrownBy(() -> trainer.run(new Recording()))
          .hasMessageContaining("called only once");
      assertThatThrownBy(() -> trainer.resume(end)).hasMessage("resume must come before run");
      assertThatThrownBy(
              () -> new Trainer(wide(10).toBuilder().seed(new Seed(2)).build(), team).resume(end))
          .hasMessage("the checkpoint is of a training with seed 1, but this one has seed 2");
      Training other =
          new Training(wide(10).model(), Optimizer.of(Sgd.of(0.1)), STROKES, 1, 60, new Seed(1));
      assertThatThrownBy(() -> new Trainer(other, team).resume(end))
          .hasMessage("the checkpoint is of a training with batch 50, but this one has batch 60");
      Split fewer = new Split(STROKES.train().range(0, 500), STROKES.validation());
      Training less =
          new Training(wide(10).model(), Optimizer.of(Sgd.of(0.1)), fewer, 1, 50, new Seed(1));
      assertThatThrownBy(() -> new Trainer(less, team).resume(end))
          .hasMessageContaining("the checkpoint is of a training with data ");
    }
  }

  /// A gradient of 1e22 squares to infinity, and Adam's second moment never comes back.
  @Test
  void aRunWhoseOptimizerOverflowedDiverged() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Training training =
          new Training(
              wide(10).model(),
              Optimizer.parse("gradientNoise(1e46) | adam"),
              STROKES,
              2,
              50,
              new Seed(1));
      Outcome outcome = new Trainer(training, team).run(new Recording());
      assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
      assertThat(((Outcome.Diverged) outcome).why()).contains("overflowed");
    }
  }

  private static Split twoClasses(int common, int rare) {
    byte[] pixels = new byte[2 * (common + rare)];
    byte[] labels = new byte[common + rare];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i < common ? 0 : 1);
      pixels[2 * i] = (byte) (i < common ? 10 + 40 * (i % 3) : 200);
      pixels[2 * i + 1] = (byte) (i < common ? 90 : 30);
    }
    Dataset all = new Dataset("two", 2, 2, pixels, labels).scaled(Scaling.CENTERED);
    return new Split(all, all);
  }

  private static float[] afterAStep(Split split, ClassWeights weights) {
    Sequential model =
        Sequential.perceptron(List.of(4), 2, Activation.TANH, Initializer.gaussian(0.01));
    Training training =
        new Training(model, Optimizer.of(Sgd.of(0.01)), split, 1, split.train().size(), new Seed(1))
            .toBuilder().classWeights(weights).build();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(new Recording());
      return trainer.weights().clone();
    }
  }

  /// Weights are those of scikit-learn's "balanced": 8 / (2 · 6) and 8 / (2 · 2).
  @Test
  void balancedClassesCountTheSame() {
    Labels labels = (Labels) twoClasses(6, 2).train().targets();
    assertThat(ClassWeights.BALANCED.of(labels)).containsExactly(8f / 12, 2);
    float[] even = afterAStep(twoClasses(6, 6), ClassWeights.NONE);
    assertThat(afterAStep(twoClasses(6, 6), ClassWeights.BALANCED)).containsExactly(even);
    float[] rare = afterAStep(twoClasses(6, 2), ClassWeights.BALANCED);
    assertThat(rare).isNotEqualTo(afterAStep(twoClasses(6, 2), ClassWeights.NONE));
  }

  @Test
  void aRecipeMustNotGatherMoreBatchesThanThereAre() {
    assertThatThrownBy(() ->
            new Training(
                SMALL, Optimizer.parse("accumulate(100) | sgd"), STROKES, 1, 50, new Seed(1)))
        .hasMessage(
            "accumulate must gather at most as many batches as the run has steps, 12, was 100");
  }

  /// Dropout's masks are inputs that start as zeros.
  @Test
  void aPlanWhoseMasksWereNeverDrawnRefusesToRun() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Sequential model = Sequential.parse("dense(8) | relu | dropout(0.5) | dense(10)");
      Network network = new Network(model, Losses.crossEntropy(), 4, 784);
      Plan<float[]> plan = network.trainingPlan(team);
      plan.input(Network.FEATURES)[0] = 1;
      plan.input(Network.TARGETS)[0] = 1;
      float[] theta = network.initial(new Seed(1).stream("init"));
      float[] gradient = new float[theta.length];
      assertThatThrownBy(() -> plan.run(theta, gradient))
          .hasMessageContaining("input dropout1 was never given");
      network.drop(plan, new Seed(1).stream("dropout"), 0);
      plan.run(theta, gradient);
      assertThat(gradient).isNotEqualTo(new float[theta.length]);
    }
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(
            () -> new Training(SMALL, Optimizer.of(Sgd.of(1)), STROKES, 1, 601, new Seed(1)))
        .hasMessage("batch must be in 1 … 600, the number of training examples, was 601");
    assertThatThrownBy(
            () -> new Training(SMALL, Optimizer.of(Sgd.of(1)), STROKES, 0, 1, new Seed(1)))
        .hasMessage("epochs must be 1 or more, was 0");
  }

  @Test
  void accuracyCountsRightAnswersInTheLastPartialBatchToo() {
    Dataset data =
        new Dataset("two", 1, 2, new byte[] {0, 10, 0, 10, 10}, new byte[] {0, 1, 1, 1, 1});
    Model sign = (scope, x) -> x.matmul(scope.weights("w", 1, 2, Initializer.zeros()));
    try (ThreadTeam team = new ThreadTeam(1)) {
      Evaluator evaluator =
          new Evaluator(
              sign,
              data,
              new int[] {0, 1, 2, 3, 4},
              new Preprocessing(new float[] {5}, new float[] {1}, new float[] {0}, new float[] {1}),
              team);
      // Feature −5 gives logits (5, −5): class 0; feature 5 gives class 1. Example 2 is wrong.
      assertThat(evaluator.evaluate(new float[] {-1, 1}, BatchStatistics.none()).accuracy())
          .isEqualTo(0.8);
    }
  }

  /// A linear model and squared error: the least squares' solution is known.
  @Test
  void valuesAreLearntBySquaredError(@TempDir Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("a,b,target\n");
    for (int i = 0; i < 64; i++) {
      int a = i % 8;
      int b = i / 8;
      csv.append("%d,%d,%d\n".formatted(a, b, 3 * a - 2 * b + 5));
    }
    Path file = Files.writeString(folder.resolve("line.csv"), csv);
    Split split = new CsvFile(file, Optional.empty()).load(folder, 48, 16);
    Training training =
        new Training(
            Sequential.perceptron(List.of(), 1, Activation.RELU, Initializer.zeros()),
            Optimizer.of(Sgd.of(0.1)),
            split,
            40,
            16,
            new Seed(1));
    List<Evaluation> evaluations = new ArrayList<>();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Outcome outcome =
          new Trainer(training, team)
              .run(
                  new TrainingListener() {
                    @Override
                    public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                      evaluations.add(train);
                      evaluations.add(validation);
                    }
                  });
      assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    }
    Evaluation before = evaluations.getFirst();
    assertThat(before.loss()).as("the variance").isCloseTo(1, Percentage.withPercentage(1e-3));
    assertThat(before.accuracy()).as("nothing is explained").isBetween(-1e-4, 1e-4);
    assertThat(evaluations.getLast().accuracy()).isGreaterThan(0.999999);
    assertThat(evaluations.getLast().loss()).isLessThan(1e-6);
  }
}
