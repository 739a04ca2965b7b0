package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Scaling;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {

  private static final int EPOCHS = 3;

  private static TrainingBuilder training() {
    RandomStream random = new Seed(4).stream("points");
    float[][] rows = new float[150][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
      labels[i] = rows[i][0] * rows[i][1] > 0 ? 1 : 0;
    }
    Dataset data = Examples.of(rows).classes(labels);
    return Training.of(
            Sequential.parse("dense(16) | batchNorm | relu | dropout(0.2) | dense(2)"), data)
        .optimizer("accumulate(2) | clipGlobalNorm(1) | adamw(cosine(1e-2)) | ema(0.9)")
        .loss(Losses.crossEntropy(0.1))
        .batch(20)
        .epochs(EPOCHS);
  }

  @Test
  void aLoopOfOnesOwnHasTheBitsOfARun() {
    TrainingBuilder training = training();
    List<Double> losses = new ArrayList<>();
    List<Evaluation> evaluations = new ArrayList<>();
    SavedModel expected =
        training()
            .listener(
                new TrainingListener() {
                  @Override
                  public void onStep(long step, double loss) {
                    losses.add(loss);
                  }

                  @Override
                  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                    if (epoch > 0) {
                      evaluations.add(validation);
                    }
                  }
                })
            .run();
    Dataset validation = training.build().split().validation();
    try (TrainingLoop loop = training.threads(2).loop()) {
      List<Double> own = new ArrayList<>();
      List<Evaluation> evaluated = new ArrayList<>();
      assertThat(loop.isEpochEnd()).isFalse();
      while (loop.epoch() < EPOCHS) {
        own.add(loop.step());
        if (loop.isEpochEnd()) {
          evaluated.add(loop.evaluate(validation));
        }
      }
      assertThat(own).isEqualTo(losses);
      assertThat(evaluated).isEqualTo(evaluations);
      assertThat(loop.steps()).isEqualTo(EPOCHS * 6);
      assertThat(loop.model().members().getFirst().theta())
          .isEqualTo(expected.members().getFirst().theta());
      assertThat(loop.model().classes()).containsExactly("0", "1");
    }
  }

  @Test
  void settingsChangeBetweenSteps() {
    try (TrainingLoop loop = training().optimizer("sgd(0.1)").loop()) {
      loop.step();
      float[] before = loop.model().members().getFirst().theta();
      loop.change("learningRate", Schedule.constant(1e-30));
      loop.step();
      assertThat(loop.model().members().getFirst().theta()).containsExactly(before, within(1e-20f));
    }
  }

  @Test
  void divergenceAndMinimizersAreRefused() {
    try (TrainingLoop loop = training().optimizer("sgd(1e38)").loop()) {
      assertThatThrownBy(
              () -> {
                while (loop.epoch() < EPOCHS) {
                  loop.step();
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("training diverged at step");
    }
    assertThatThrownBy(() -> training().optimizer("lbfgs").loop())
        .hasMessageStartingWith("a loop of mini-batches needs an update rule: lbfgs");
  }

  /// `oracle/training.py`, with its weights, examples and order of things.
  @Test
  void aScriptOfPyTorchHasTheSameLosses() throws IOException {
    Map<String, double[]> golden = new HashMap<>();
    for (String line :
        Files.readAllLines(Path.of("..", "oracle", "golden", "training", "torch.csv"))) {
      String[] cells = line.split(",", -1);
      golden.put(
          cells[0],
          Arrays.stream(cells, 1, cells.length).mapToDouble(Double::parseDouble).toArray());
    }
    int[] labels = Arrays.stream(numbers(golden, "y")).mapToInt(label -> (int) label).toArray();
    Dataset data =
        Examples.of(3, floats(numbers(golden, "x"))).classes(labels).scaled(Scaling.NONE);
    double[] losses = numbers(golden, "losses");
    try (TrainingLoop loop =
        Training.of(Sequential.parse("dense(4) | relu | dense(3)"), new Split(data, data))
            .initialWeights(floats(numbers(golden, "theta")))
            .optimizer("clipGlobalNorm(0.3) | adam(1e-2) | decoupledDecay(0.05) on weights")
            .loss(Losses.crossEntropy(0.1))
            .batch(labels.length)
            .epochs(losses.length)
            .loop()) {
      for (double loss : losses) {
        assertThat(loop.step()).isCloseTo(loss, within(2e-6));
      }
    }
  }

  private static double[] numbers(Map<String, double[]> golden, String name) {
    return Objects.requireNonNull(golden.get(name));
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static Dataset named(String first, String second, List<String> classes) {
    float[][] rows = {{1, -1}, {1, 1}, {-1, 2}, {-2, 3}, {2, 2}, {-1, -1}};
    int[] labels = new int[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes.indexOf(rows[i][0] > 0 ? "right" : "left");
    }
    return Examples.of(rows).columns(first, second).classes(classes, labels);
  }

  @Test
  void whatIsEvaluatedIsMatchedByNames() {
    Dataset data = named("a", "b", List.of("left", "right"));
    try (TrainingLoop loop =
        Training.of(Sequential.parse("dense(2)"), new Split(data, data)).batch(6).loop()) {
      for (int i = 0; i < 20; i++) {
        loop.step();
      }
      Evaluation expected = loop.evaluate(data);
      assertThat(loop.evaluate(named("a", "b", List.of("right", "left")))).isEqualTo(expected);
      assertThatThrownBy(() -> loop.evaluate(named("b", "a", List.of("left", "right"))))
          .hasMessage("data: column 1 must be a, was b");
      assertThatThrownBy(() -> loop.evaluate(Examples.of(2, new float[2]).values(1)))
          .hasMessage("data must have what data has to learn, classes [left, right], has a value");
      assertThat(loop.model().metadata())
          .containsEntry("epoch", "20")
          .containsEntry("batch", "6")
          .containsKey("optimizer");
    }
  }

  @Test
  void aLoopRefusesWhatItWouldIgnore() {
    String message =
        "keepBest, patience and listeners are of run(): in a loop of your own, do what they would";
    assertThatThrownBy(() -> training().keepBest().loop()).hasMessage(message);
    assertThatThrownBy(() -> training().patience(3).loop()).hasMessage(message);
    TrainingLoop closed = training().loop();
    closed.close();
    assertThatThrownBy(closed::step).hasMessage("the training loop is closed");
  }

  /// Whatever is in examples of weight 0: not even statistics of batches see it.
  @Test
  void batchNormalizationDoesNotSeeExamplesOfWeightZero() {
    float[] theta = ofSpoilt(1e12f);
    assertThat(theta).isEqualTo(ofSpoilt(-3));
  }

  private static float[] ofSpoilt(float spoilt) {
    Split clean = training().build().split();
    Dataset train = clean.train();
    float[][] rows = new float[train.size()][];
    float[] weights = new float[train.size()];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = i % 7 == 0 ? 0 : 1;
      rows[i] = new float[] {i % 7 == 0 ? spoilt : train.feature(i, 0), train.feature(i, 1)};
    }
    Dataset weighted =
        Examples.of(rows).unlabelled().withTargets(train.targets()).weighted(weights);
    Training training =
        Training.of(
                Sequential.parse("dense(8) | batchNorm | relu | dense(2)"),
                new Split(weighted, clean.validation()))
            .epochs(2)
            .build();
    return Trainer.train(training, 1).theta();
  }
}
