package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.replica.Exchange;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "sgd(0.1) | decoupledDecay(0.1) on biases, 7",
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

  @Test
  void severalReplicasLearnTogether() throws InterruptedException {
    AtomicLong steps = new AtomicLong();
    DownpourSummary summary =
        Downpour.of(training("adagrad(0.02)").epochs(12).build())
            .replicas(3)
            .shards(2)
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
    assertThatThrownBy(() -> Downpour.of(training("sgd(plateau(0.1))").build()).run())
        .hasMessageEndingWith("looks at validation losses, which shards do not know");
    assertThatThrownBy(() -> Downpour.of(training("skipNonFinite | sgd(0.1)").build()).run())
        .hasMessage(
            "skipNonFinite(limit=10) has no place on shards: a replica ends when a loss is not finite");
    assertThatThrownBy(() -> Downpour.of(training("sgd(0.1) | l2(0.1) on \"conv*\"").build()).run())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Downpour.of(training("sgd(1)").build()).replicas(31).run())
        .hasMessage(
            "replicas must be at most 30, so that each has a batch of 20 of 600 examples, was 31");
    assertThatThrownBy(() -> Downpour.of(training("sgd(1)").build()).shards(0).run())
        .hasMessageStartingWith("shards must be in 1 … ");
    assertThatThrownBy(() -> new Exchange(0, 1, false, 0))
        .hasMessage("fetchEvery must be 1 or more, was 0");
  }

  @Test
  void anErrorOfAReplicaEndsAll() {
    for (Throwable thrown :
        List.of(new IllegalStateException("enough"), new AssertionError("enough"))) {
      AtomicLong steps = new AtomicLong();
      Downpour downpour =
          Downpour.of(training("sgd(0.01)").epochs(2000).build())
              .replicas(2)
              .onStep((step, loss) -> {
                steps.set(step);
                if (step == 50) {
                  throwing(thrown);
                }
              });
      assertThatThrownBy(downpour::run).isInstanceOf(thrown.getClass()).hasMessage("enough");
      assertThat(steps).as("of 60,000").hasValueLessThan(6000);
    }
  }

  private static void throwing(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  /// Every stage that there is: refused, or with the bits of plain training on three shards.
  @Test
  void everyStageIsRefusedOrHasTheSameBits() throws InterruptedException {
    int same = 0;
    int refused = 0;
    List<Stage> stages = new ArrayList<>();
    Catalogue.rules().forEach(entry -> stages.add(entry.defaults()));
    Catalogue.transforms().forEach(entry -> stages.add(entry.defaults()));
    for (Stage stage : stages) {
      String recipe =
          switch (stage) {
            case UpdateRule rule -> rule.text();
            case Probe probe -> probe.text() + " | sgd(0.1)";
            case OnGradient before -> before.text() + " | sgd(0.1)";
            default -> "sgd(0.1) | " + stage.text();
          };
      Training training = training(recipe).epochs(1).build();
      float[] expected = Trainer.train(training, 1).theta();
      try {
        DownpourSummary summary = Downpour.of(training).shards(3).run();
        assertThat(summary.model().theta()).as(recipe).isEqualTo(expected);
        same++;
      } catch (IllegalArgumentException said) {
        assertThat(said)
            .as(recipe)
            .hasMessageMatching(".*(1 shard, not 3|second gradient|has no place).*");
        refused++;
      }
    }
    assertThat(same).isGreaterThan(20);
    assertThat(refused).isBetween(5, 20);
  }

  /// Of two classes that take turns, one is rare, each replica gets both, with the weights of all.
  @Test
  void partsAreShuffledAndWeightsOfClassesAreThoseOfAll() {
    float[] features = new float[400];
    int[] labels = new int[400];
    for (int i = 0; i < 400; i++) {
      labels[i] = i % 4 == 0 ? 1 : 0;
      features[i] = i;
    }
    Dataset data = Examples.of(1, features).classes(labels);
    Training training =
        Training.of(Sequential.parse("dense(2)"), new Split(data, data))
            .optimizer("sgd(0.1)")
            .batch(100)
            .classWeights(ClassWeights.BALANCED)
            .build();
    DownpourPlan plan = new DownpourPlan(training, 4, 1, Exchange.EACH_STEP, 0);
    for (int replica = 0; replica < 4; replica++) {
      BatchGradient batches = plan.batches(replica);
      float[] gradient = new float[batches.layout().size()];
      double loss = batches.next(new float[gradient.length], gradient);
      assertThat(loss / Math.log(2)).as("replica %d", replica).isBetween(0.8, 1.2);
      assertThat(gradient[gradient.length - 1]).isBetween(-0.15f, 0.15f);
    }
  }

  @Test
  void divergenceIsSaid() {
    assertThatThrownBy(() -> Downpour.of(training("sgd(1e30)").build()).replicas(2).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("training diverged: the loss was ");
  }
}
