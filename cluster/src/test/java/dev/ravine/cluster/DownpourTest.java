package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.replica.Exchange;
import dev.ravine.data.Split;
import dev.ravine.data.source.NamedSource;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownpourTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential MODEL =
      Sequential.parse("dense(24) | relu | dropout(0.1) | dense(10)");

  private static TrainingBuilder training(String recipe) {
    return Training.of(MODEL, STROKES).optimizer(recipe).batch(20).epochs(3).seed(7);
  }

  /// A single replica that waits is plain training, however the parameters are cut.
  @ParameterizedTest
  @CsvSource({
    "sgd(0.1), 1",
    "adagrad(0.02), 3",
    "clipValue(0.5) | adam(cosine(1e-2)) | decoupledDecay(0.1) on weights, 7",
    "momentum(0.05) | ema(0.9), 2",
    "clipGlobalNorm(1) | adam(1e-2), 1"
  })
  void oneReplicaHasTheBitsOfPlainTraining(String recipe, int shards) throws InterruptedException {
    Training training = training(recipe).build();
    DownpourSummary summary = Downpour.of(training).shards(shards).run();
    assertThat(summary.model().theta()).isEqualTo(Trainer.train(training, 1).theta());
    assertThat(summary.steps()).isEqualTo(90);
    assertThat(summary.acknowledged()).isEqualTo(90L * shards).isEqualTo(summary.applied());
    assertThat(summary.meanStaleness()).isZero();
  }

  /// Gradients that are gathered are those of a larger batch, up to the rounding of sums.
  @Test
  void gatheredGradientsAreAppliedTogether() throws InterruptedException {
    Training training = training("sgd(0.02)").build();
    DownpourSummary summary =
        Downpour.of(training).exchange(new Exchange(4, 4, false, 0)).shards(2).run();
    assertThat(summary.steps()).isEqualTo(90);
    assertThat(summary.applied()).as("22 of four, and one of two at the end").isEqualTo(2 * 23);
    assertThat(summary.validation().accuracy()).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalReplicasLearnTogether(boolean overlaps) throws InterruptedException {
    AtomicLong steps = new AtomicLong();
    DownpourSummary summary =
        Downpour.of(training("adagrad(0.02)").epochs(12).build())
            .replicas(3)
            .shards(2)
            .exchange(new Exchange(1, 1, overlaps, 0))
            .warmStart(30)
            .onStep((step, loss) -> steps.set(step))
            .run();
    assertThat(summary.steps()).isEqualTo(360).isEqualTo(steps.get());
    assertThat(summary.applied()).isEqualTo(summary.acknowledged()).isEqualTo(720);
    assertThat(summary.validation().accuracy()).isGreaterThan(0.8);
    assertThat(summary.staleness().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(720);
    assertThat(summary.staleness().firstKey()).isNotNegative();
  }

  @Test
  void whatDoesNotRunOnShardsIsRefused() {
    assertThatThrownBy(() -> Downpour.of(training("lamb(1e-2)").build()).shards(2).run())
        .hasMessageEndingWith(
            "looks at more than single parameters, so that it needs 1 shard, not 2");
    assertThatThrownBy(() -> Downpour.of(training("sam(0.05) | sgd(0.1)").build()).run())
        .hasMessageEndingWith(
            "needs a second gradient in each step, which shards have no way to ask for");
    assertThatThrownBy(() -> Downpour.of(training("lbfgs").build()).run())
        .hasMessageMatching("shards need an update rule: lbfgs.* is a minimizer");
    assertThatThrownBy(() -> Downpour.of(training("sgd(1)").build()).replicas(31).run())
        .hasMessage(
            "replicas must be at most 30, so that each has a batch of 20 of 600 examples, was 31");
    assertThatThrownBy(() -> Downpour.of(training("sgd(1)").build()).shards(0).run())
        .hasMessageStartingWith("shards must be in 1 … ");
    assertThatThrownBy(() -> new Exchange(0, 1, false, 0))
        .hasMessage("fetchEvery must be 1 or more, was 0");
  }

  @Test
  void divergenceIsSaid() {
    assertThatThrownBy(() -> Downpour.of(training("sgd(1e30)").build()).replicas(2).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("training diverged: the loss was ");
  }
}
