package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 500, 60);
  private static final Sequential SMALL =
      Sequential.perceptron(List.of(16), 10, Activation.RELU, Initializer.he());

  private static Training training(String recipe) {
    return new Training(SMALL, Optimizer.parse(recipe), STROKES, 1, 50, new Seed(1));
  }

  @Test
  void suggestionsLieWhereTheLossFallsAndTheTestEndsWhenItExplodes() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      LearningRateFinder test = LearningRateFinder.run(training("adam"), 1e-6, 1e3, 100, team);
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
      LearningRateFinder.run(training("adam"), 1e-6, 10, 60, team);
      with.run(new TrainingListener() {});
      assertThat(with.weights()).containsExactly(without.weights());
    }
  }

  @Test
  void gatheredBatchesMakeOnePointOfTheLargeBatch() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      LearningRateFinder test =
          LearningRateFinder.run(training("accumulate(3) | sgd"), 1e-6, 1e-3, 25, team);
      assertThat(test.points()).hasSize(25);
      assertThat(test.points().getLast().learningRate()).isCloseTo(1e-3, within(1e-12));
      LearningRateFinder skipping =
          LearningRateFinder.run(training("skipNonFinite(5) | sgd"), 1e-7, 1e9, 60, team);
      assertThat(skipping.points()).hasSizeBetween(20, 59);
    }
  }

  @Test
  void suggestionsOfAKnownCurve() {
    List<LearningRateFinder.Point> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Flat until 20, down to 0 at 40, fastest in the middle, then up.
      double loss = i < 20 ? 1 : i < 40 ? (1 + Math.cos(Math.PI * (i - 20) / 20)) / 2 : (i - 40.0);
      points.add(new LearningRateFinder.Point(Math.pow(1.1, i), loss));
    }
    LearningRateFinder test = new LearningRateFinder(points);
    assertThat(points.indexOf(test.minimum().orElseThrow())).isBetween(38, 41);
    assertThat(points.indexOf(test.steepest().orElseThrow())).isBetween(28, 32);
    assertThat(points.indexOf(test.valley().orElseThrow())).isBetween(29, 31);
    assertThat(new LearningRateFinder(points.subList(0, 6)).valley()).isEmpty();
    assertThat(new LearningRateFinder(points.subList(40, 60)).valley()).isEmpty();
    assertThat(new LearningRateFinder(points.subList(40, 60)).steepest()).isEmpty();
  }

  /// Flat at 2.3, down to 0.5 around the rate 0.015, exploding above 0.5.
  private static double curve(int i) {
    double fall = 2.3 - 1.8 / (1 + Math.exp(-(i - 60) / 4.0));
    return i > 82 ? fall + Math.pow(1.5, i - 82) - 1 : fall;
  }

  private static LearningRateFinder of(IntToDoubleFunction loss) {
    return new LearningRateFinder(
        IntStream.range(0, 93)
            .mapToObj(i ->
                new LearningRateFinder.Point(1e-7 * Math.pow(1e8, i / 99.0), loss.applyAsDouble(i)))
            .toList());
  }

  /// Between two falls the loss rises again, as where a rate is too large for some layers: the
  /// first fall counts.
  @Test
  void aHumpIsNoPlaceToBegin() {
    LearningRateFinder test =
        of(i -> {
          double hump = 0.35 * Math.exp(-(i - 70) * (i - 70) / 30.0);
          return 0.9
              - 0.4 / (1 + Math.exp(-(i - 50) / 3.0))
              + hump
              - 0.2 / (1 + Math.exp(-(i - 80) / 2.0));
        });
    int at = test.points().indexOf(test.valley().orElseThrow());
    assertThat(at).isBetween(45, 60);
  }

  /// Spikes and dips of single batches, at the beginning or later, move no suggestion by much.
  @Test
  void singleBatchesMoveNoSuggestion() {
    RandomStream noise = new Seed(7).stream("noise");
    double[] drawn = IntStream.range(0, 100).mapToDouble(i -> noise.nextGaussian()).toArray();
    List<IntToDoubleFunction> losses =
        List.of(
            LearningRateFinderTest::curve,
            i -> curve(i) + 0.05 * drawn[i],
            i -> curve(i) + 0.2 * drawn[i],
            i -> i == 0 ? 23 : curve(i),
            i -> i < 3 ? 23 : curve(i),
            i -> i >= 5 && i < 8 ? 11.5 : curve(i),
            i -> i == 10 ? 70 : curve(i),
            i -> i == 3 ? 0.01 : curve(i),
            i -> i == 0 ? 0.1 : curve(i),
            i -> curve(i) - 3);
    for (IntToDoubleFunction loss : losses) {
      LearningRateFinder test = of(loss);
      assertThat(test.valley().orElseThrow().learningRate()).isBetween(3e-3, 2e-2);
      assertThat(test.steepest().orElseThrow().learningRate()).isBetween(1e-3, 5e-2);
      assertThat(test.minimum().orElseThrow().learningRate()).isBetween(2e-2, 0.6);
    }
  }

  @Test
  void aLossThatNeverFallsGetsNoSuggestion() {
    RandomStream noise = new Seed(7).stream("noise");
    double[] drawn = IntStream.range(0, 100).mapToDouble(i -> noise.nextGaussian()).toArray();
    for (IntToDoubleFunction loss :
        List.<IntToDoubleFunction>of(
            i -> 2.3,
            i -> 0,
            i -> 2.3 + 0.02 * i,
            i -> Math.pow(10, i),
            i -> 2.3 + 0.3 * drawn[i])) {
      LearningRateFinder test = of(loss);
      assertThat(test.valley()).isEmpty();
      assertThat(test.steepest()).isEmpty();
      assertThat(test.minimum()).isEmpty();
      assertThat(test.range()).isEmpty();
    }
  }

  @Test
  void rangesAreChecked() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      assertThatThrownBy(() -> LearningRateFinder.run(training("sgd"), 0, 1, 100, team))
          .hasMessage("learning rates must grow from a positive one, were 0.0 to 1.0");
      assertThatThrownBy(() -> LearningRateFinder.run(training("sgd"), 1e-3, 1, 10, team))
          .hasMessage("steps must be 20 or more, was 10");
    }
  }
}
