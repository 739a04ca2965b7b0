package dev.ravine.nn.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistillationTest {

  private static final int CLASSES = 5;
  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 300, 60);

  private static Training training() {
    return new Training(
        Sequential.perceptron(List.of(12), 10, Activation.RELU, Initializer.he()),
        Optimizer.of(Adam.of(1e-3)),
        STROKES,
        2,
        50,
        new Seed(3));
  }

  private static Logits teacher() {
    RandomStream random = new Seed(1).stream("teacher");
    float[] values = new float[300 * 10];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Logits(10, values);
  }

  private static float[] trained(Training training) {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(new TrainingListener() {});
      return trainer.weights().clone();
    }
  }

  @Test
  void withoutWeightItIsPlainTraining() {
    float[] plain = trained(training());
    assertThat(
            trained(training().toBuilder().distillation(new Distillation(teacher(), 4, 0)).build()))
        .isEqualTo(plain);
    assertThat(
            trained(
                training().toBuilder().distillation(new Distillation(teacher(), 4, 0.5)).build()))
        .isNotEqualTo(plain);
  }

  /// A model of nothing but logits: row 0 of the parameters, the same for every example.
  private static final Model BARE =
      (scope, x) ->
          x.scale(0)
              .sum(1, 2)
              .matmul(scope.weights("w", 1, CLASSES, Initializer.zeros()))
              .add(scope.biases("z", CLASSES));

  /// The gradient of the loss by the logits z, for one example.
  private static double[] gradient(
      double[] z, double[] teacher, double t, double weight, int label) {
    float[] values = new float[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      values[c] = (float) teacher[c];
    }
    Distillation teaching = new Distillation(new Logits(CLASSES, values), t, weight);
    Network network =
        new Network(BARE, new TrainingLoss(Losses.crossEntropy(), Optional.of(teaching)), 1, 1);
    try (ThreadTeam team = new ThreadTeam(1)) {
      Plan<float[]> plan = network.trainingPlan(team);
      plan.input(Network.FEATURES)[0] = 0;
      plan.input(Network.TARGETS)[label] = 1;
      System.arraycopy(teaching.soft(), 0, plan.input(TrainingLoss.SOFT), 0, CLASSES);
      float[] theta = new float[2 * CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        theta[CLASSES + c] = (float) z[c];
      }
      float[] gradient = new float[2 * CLASSES];
      plan.run(theta, gradient);
      double[] byLogits = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        byLogits[c] = gradient[CLASSES + c];
      }
      return byLogits;
    }
  }

  private static double softmax(double[] z, double t, int c) {
    double sum = 0;
    for (double v : z) {
      sum += Math.exp((v - z[0]) / t);
    }
    return Math.exp((z[c] - z[0]) / t) / sum;
  }

  private static final double[] Z = {0.5, -1, 0.25, 1.5, -1.25};
  private static final double[] V = {-0.5, 0.75, 1, -2, 0.75};

  @Test
  void theGradientIsThatOfTheFormula() {
    double[] measured = gradient(Z, V, 3, 0.7, 2);
    for (int c = 0; c < CLASSES; c++) {
      double hard = softmax(Z, 1, c) - (c == 2 ? 1 : 0);
      double soft = 3 * (softmax(Z, 3, c) - softmax(V, 3, c));
      assertThat(measured[c]).isCloseTo(0.3 * hard + 0.7 * soft, within(1e-6));
    }
  }

  /// Finite differences of the whole loss, in double.
  @Test
  void theGradientAgreesWithFiniteDifferences() {
    double t = 2.5;
    double weight = 0.6;
    double[] measured = gradient(Z, V, t, weight, 1);
    for (int c = 0; c < CLASSES; c++) {
      double h = 1e-5;
      double[] up = Z.clone();
      double[] down = Z.clone();
      up[c] += h;
      down[c] -= h;
      double slope = (loss(up, t, weight) - loss(down, t, weight)) / (2 * h);
      assertThat(measured[c]).isCloseTo(slope, within(1e-6));
    }
  }

  private static double loss(double[] z, double t, double weight) {
    double soft = 0;
    for (int c = 0; c < CLASSES; c++) {
      soft -= softmax(V, t, c) * Math.log(softmax(z, t, c));
    }
    return -(1 - weight) * Math.log(softmax(z, 1, 1)) + weight * t * t * soft;
  }

  /// Section 2.1 of the paper: for large T the gradient is (z − v) / classes, for logits of mean
  /// zero.
  @Test
  void forLargeTemperaturesLogitsAreMatched() {
    double[] error = new double[3];
    double[] temperatures = {8, 16, 32};
    for (int i = 0; i < 3; i++) {
      double[] measured = gradient(Z, V, temperatures[i], 1, 0);
      for (int c = 0; c < CLASSES; c++) {
        error[i] = Math.max(error[i], Math.abs(measured[c] - (Z[c] - V[c]) / CLASSES));
      }
    }
    assertThat(error[0]).isLessThan(0.1);
    assertThat(error[1] / error[0]).as("as 1 / T").isCloseTo(0.5, within(0.1));
    assertThat(error[2] / error[1]).isCloseTo(0.5, within(0.1));
  }

  @Test
  void smoothingMovesPartOfEachLabel() {
    Distillation smoothing = Distillation.smoothing(1, CLASSES, 0.1);
    assertThat(smoothing.soft()).containsOnly(0.2f);
    double[] measured = gradient(Z, new double[CLASSES], 1, 0.1, 3);
    for (int c = 0; c < CLASSES; c++) {
      double target = 0.9 * (c == 3 ? 1 : 0) + 0.1 / CLASSES;
      assertThat(measured[c]).isCloseTo(softmax(Z, 1, c) - target, within(1e-6));
    }
  }

  /// Two ways to the same loss: smoothed labels, and a teacher that says the same of all classes.
  @Test
  void smoothedLabelsTrainAsATeacherWithoutKnowledgeDoes() {
    float[] plain = trained(training());
    float[] smoothed = trained(training().toBuilder().labelSmoothing(0.2).build());
    float[] taught =
        trained(training().toBuilder().distillation(Distillation.smoothing(300, 10, 0.2)).build());
    double largest = 0;
    double fromPlain = 0;
    for (int i = 0; i < plain.length; i++) {
      largest = Math.max(largest, Math.abs(smoothed[i] - taught[i]));
      fromPlain = Math.max(fromPlain, Math.abs(smoothed[i] - plain[i]));
    }
    assertThat(largest).isLessThan(1e-5);
    assertThat(fromPlain).isGreaterThan(1e-3);
    assertThat(trained(training().toBuilder().labelSmoothing(0).build())).isEqualTo(plain);
    assertThatThrownBy(() -> training().toBuilder().labelSmoothing(1).build())
        .hasMessage("labelSmoothing must be in [0, 1), was 1.0");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Distillation(teacher(), 0, 0.5))
        .hasMessage("temperature must be positive, was 0.0");
    assertThatThrownBy(() -> new Distillation(teacher(), 1, 1.5))
        .hasMessage("weight must be in [0, 1], was 1.5");
    assertThatThrownBy(
            () -> training().toBuilder().distillation(Distillation.smoothing(300, 9, 0.1)).build())
        .hasMessage("the teacher must have 10 classes and 300 examples, but has 9 and 300");
  }

  /// Of examples without labels only the teacher counts, whatever their labels were.
  @Test
  void transferExamplesTeachWithoutLabels() {
    Split few = new Split(STROKES.train().range(0, 100), STROKES.validation());
    Dataset beside = STROKES.train().range(100, 300).withoutTargets();
    Training plain =
        new Training(
            Sequential.perceptron(List.of(12), 10, Activation.RELU, Initializer.he()),
            Optimizer.of(Adam.of(0.01)),
            few,
            6,
            20,
            new Seed(3));
    Training taught =
        plain.toBuilder()
            .distillation(new Distillation(teacher(), 2, 0.7, Optional.of(beside)))
            .build();
    assertThat(taught.stepsPerEpoch()).isEqualTo(plain.stepsPerEpoch());
    assertThatThrownBy(() -> taught.toBuilder().optimizer(Optimizer.parse("lbfgs")).build())
        .hasMessageStartingWith("examples without labels need an update rule: lbfgs");
    float[] whole = trained(taught);
    assertThat(whole).isNotEqualTo(trained(plain));
    try (ThreadTeam team = new ThreadTeam(1)) {
      List<Checkpoint> kept = new ArrayList<>();
      Trainer first = new Trainer(taught, team);
      first.run(
          new TrainingListener() {
            @Override
            public void betweenSteps(long step) {
              if (step == 17) {
                kept.add(first.checkpoint());
              }
            }
          });
      Trainer second = new Trainer(taught, team);
      second.resume(kept.getFirst());
      second.run(new TrainingListener() {});
      assertThat(second.weights()).isEqualTo(whole);
    }
    assertThatThrownBy(() -> new Distillation(teacher(), 2, 0, Optional.of(beside)))
        .hasMessage("weight must be above 0 if there are examples without labels, was 0");
    assertThatThrownBy(
            () -> plain.toBuilder().distillation(new Distillation(teacher(), 2, 1)).build())
        .hasMessage("the teacher must have 10 classes and 100 examples, but has 10 and 300");
  }

  /// Drawing with replacement leaves out (1 − 1/n)ⁿ of the examples, about e⁻¹.
  @Test
  void baggingDrawsWithReplacementFromTheSeed() {
    Training bagged = training().toBuilder().sampling(Sampling.BOOTSTRAP).build();
    Batches batches = new Batches(bagged.objective());
    batches.beginEpoch();
    float[] targets = new float[50 * 10];
    float[] features = new float[50 * 784];
    float[] numbers = new float[300];
    for (int i = 0; i < 300; i++) {
      numbers[i] = i;
    }
    Set<Float> seen = new HashSet<>();
    float[] rows = new float[50];
    for (int i = 0; i < 6; i++) {
      batches.next(features, targets);
      batches.copyRows(numbers, rows);
      for (float row : rows) {
        seen.add(row);
      }
    }
    assertThat(seen.size()).isBetween(165, 215);
    assertThat(trained(bagged)).isEqualTo(trained(bagged)).isNotEqualTo(trained(training()));
  }
}
