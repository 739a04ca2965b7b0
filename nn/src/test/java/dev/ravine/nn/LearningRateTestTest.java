package dev.ravine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.NamedSource;
import dev.ravine.data.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateTestTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 500, 60);
  private static final Sequential SMALL =
      Sequential.perceptron(List.of(16), 10, Activation.RELU, Initializer.he());

  private static Training training(String recipe) {
    return new Training(SMALL, Optimizer.parse(recipe), STROKES, 1, 50, new Seed(1));
  }

  @Test
  void suggestionsLieWhereTheLossFallsAndTheTestEndsWhenItExplodes() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      LearningRateTest test = LearningRateTest.run(training("adam"), 1e-6, 1e3, 100, team);
      double valley = test.valley().orElseThrow().learningRate();
      double steepest = test.steepest().orElseThrow().learningRate();
      double minimum = test.minimum().orElseThrow().learningRate();
      assertThat(valley).isBetween(1e-5, 0.3).isLessThan(minimum);
      assertThat(steepest).isBetween(1e-5, 0.3).isLessThan(minimum);
      assertThat(test.points()).hasSizeBetween(30, 99);
      assertThat(test.points().getFirst().learningRate()).isEqualTo(1e-6);
    }
  }

  @Test
  void aTrainingAfterItIsWhatItWouldHaveBeenWithout() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer without = new Trainer(training("adam"), team);
      without.run(new TrainingListener() {});
      Trainer with = new Trainer(training("adam"), team);
      LearningRateTest.run(training("adam"), 1e-6, 10, 60, team);
      with.run(new TrainingListener() {});
      assertThat(with.weights()).containsExactly(without.weights());
    }
  }

  @Test
  void gatheredBatchesMakeOnePointOfTheLargeBatch() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      LearningRateTest test =
          LearningRateTest.run(training("accumulate(3) | sgd"), 1e-6, 1e-3, 25, team);
      assertThat(test.points()).hasSize(25);
      assertThat(test.points().getLast().learningRate()).isCloseTo(1e-3, within(1e-12));
      LearningRateTest skipping =
          LearningRateTest.run(training("skipNonFinite(5) | sgd"), 1e-7, 1e9, 60, team);
      assertThat(skipping.points()).hasSizeBetween(20, 59);
    }
  }

  @Test
  void suggestionsOfAKnownCurve() {
    List<LearningRateTest.Point> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Flat until 20, down to 0 at 40, fastest in the middle, then up.
      double loss = i < 20 ? 1 : i < 40 ? (1 + Math.cos(Math.PI * (i - 20) / 20)) / 2 : (i - 40.0);
      points.add(new LearningRateTest.Point(Math.pow(1.1, i), loss, loss));
    }
    LearningRateTest test = new LearningRateTest(points);
    assertThat(test.minimum().orElseThrow()).isEqualTo(points.get(40));
    assertThat(test.steepest().orElseThrow()).isEqualTo(points.get(30));
    assertThat(test.valley().orElseThrow().learningRate())
        .isBetween(points.get(25).learningRate(), points.get(32).learningRate());
    assertThat(new LearningRateTest(points.subList(0, 6)).valley()).isEmpty();
    assertThat(new LearningRateTest(points.subList(40, 60)).valley()).isEmpty();
    assertThat(new LearningRateTest(points.subList(40, 60)).steepest()).isEmpty();
  }

  @Test
  void rangesAreChecked() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      assertThatThrownBy(() -> LearningRateTest.run(training("sgd"), 0, 1, 100, team))
          .hasMessage("learning rates must grow from a positive one, were 0.0 to 1.0");
      assertThatThrownBy(() -> LearningRateTest.run(training("sgd"), 1e-3, 1, 10, team))
          .hasMessage("steps must be 20 or more, was 10");
    }
  }
}
