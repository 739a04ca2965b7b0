package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.ClassWeights;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
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

  private static Trainer trainer(TrainingBuilder training, Downpour method) {
    return new Trainer(training.method(method).build(), new ThreadTeam(1));
  }

  private static Map<String, String> run(Trainer trainer) {
    assertThat(trainer.run(new TrainingListener() {})).isInstanceOf(Outcome.Finished.class);
    Map<String, String> facts = trainer.facts();
    assertThat(facts.get("acknowledged")).isEqualTo(facts.get("applied"));
    return facts;
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
  void oneReplicaHasTheBitsOfPlainTraining(String recipe, int shards) {
    float[] expected = Trainer.train(training(recipe).build(), 1).theta();
    Trainer trainer = trainer(training(recipe), Downpour.of(1).shards(shards));
    Map<String, String> facts = run(trainer);
    assertThat(trainer.trained().theta()).isEqualTo(expected);
    assertThat(facts)
        .containsEntry("acknowledged", Integer.toString(90 * shards))
        .containsEntry("staleness", "0.0");
    int numbers = expected.length * (90 + 3 * 31);
    assertThat(Long.parseLong(facts.get("bytes")))
        .as("90 pushes, and in each epoch a fetch before the first step and after each")
        .isEqualTo(4L * numbers);
  }

  /// It goes on with the same bits from any step, and with a rate that was changed on the way.
  @ParameterizedTest
  @CsvSource({"1, 17", "3, 30", "5, 44"})
  void oneReplicaResumesWithTheBitsOfPlainTraining(int shards, long at) {
    TrainingBuilder training = training("adam(cosine(1e-2)) | decoupledDecay(0.1) on weights");
    Trainer plain = new Trainer(training.build(), new ThreadTeam(1));
    Trainer first = trainer(training, Downpour.of(1).shards(shards));
    List<Checkpoint> taken = new ArrayList<>();
    plain.run(new Changing(plain, at / 2, at + 100, taken));
    first.run(new Changing(first, at / 2, at, taken));
    Trainer resumed = trainer(training, Downpour.of(1).shards(shards));
    resumed.resume(taken.getFirst());
    run(resumed);
    assertThat(resumed.changes()).isEqualTo(1);
    assertThat(resumed.trained().theta()).isEqualTo(plain.trained().theta());
  }

  /// Changes a hyper-parameter at one step, takes a checkpoint at another and stops there.
  private record Changing(Trainer trainer, long change, long stop, List<Checkpoint> taken)
      implements TrainingListener {

    @Override
    public void betweenSteps(long step) {
      if (step == change) {
        trainer.change("adam.beta1", Schedule.constant(0.8));
      }
      if (step == stop) {
        taken.add(trainer.checkpoint());
      }
    }

    @Override
    public boolean stops() {
      return !taken.isEmpty();
    }
  }

  /// What several replicas had done ahead of the step that was told is neither lost nor done again.
  @Test
  void severalReplicasResume() {
    TrainingBuilder training = training("adagrad(0.02)");
    Trainer first = trainer(training, Downpour.of(3).shards(2).pushEvery(2).fetchEvery(2));
    List<Checkpoint> taken = new ArrayList<>();
    assertThat(first.run(new Changing(first, -1, 41, taken))).isEqualTo(new Outcome.Stopped(41));
    Trainer resumed = trainer(training, Downpour.of(3).shards(2).pushEvery(2).fetchEvery(2));
    resumed.resume(taken.getFirst());
    List<Double> losses = new ArrayList<>();
    resumed.run(
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            losses.add(loss);
          }
        });
    assertThat(losses).hasSize(90 - 41).allMatch(Double::isFinite);
    assertThat(
            Stream.of(resumed.checkpoint().note("drawn").split(" ", -1))
                .mapToLong(Long::parseLong)
                .sum())
        .isEqualTo(90);
    assertThat(resumed.facts().get("acknowledged")).isEqualTo(resumed.facts().get("applied"));
    assertThatThrownBy(() ->
            new Trainer(training("adagrad(0.02)").build(), new ThreadTeam(1))
                .resume(taken.getFirst()))
        .hasMessageStartingWith("the checkpoint is of a training with method downpour(replicas=3,");
  }

  /// Gradients that are gathered are those of a larger batch, up to the rounding of sums.
  @Test
  void gatheredGradientsAreAppliedTogether() {
    Trainer trainer =
        trainer(training("sgd(0.02)"), Downpour.of(1).fetchEvery(4).pushEvery(4).shards(2));
    assertThat(run(trainer).get("applied"))
        .as("in each of three epochs seven of four, and one of two")
        .isEqualTo(Integer.toString(2 * 3 * 8));
  }

  /// A rule at work on a shard: a gradient of staleness 4 moves it a quarter as far, and is learnt
  /// in full.
  @Test
  void staleGradientsMoveLess() {
    ParameterLayout layout = ParameterLayout.flat(2);
    Partition partition = new Partition(layout, 1);
    Optimizer momentum = Optimizer.parse("momentum(1,0.5)");
    float[] start = {0, 0};
    Shard shard = new Shard(partition, 0, momentum, StalenessPolicy.DIVIDE_RATE, start);
    for (int version = 0; version < 4; version++) {
      new Push(1, version + 1, version, new float[] {0, 0}).applyTo(shard);
    }
    new Push(2, 1, 0, new float[] {8, -4}).applyTo(shard);
    assertThat(new Read(false, new float[2]).applyTo(shard).weights()).containsExactly(-2, 1);
    new Push(1, 5, 5, new float[] {0, 0}).applyTo(shard);
    assertThat(new Read(false, new float[2]).applyTo(shard).weights())
        .as("half of the whole gradient")
        .containsExactly(-6, 3);
  }

  /// Half of the bytes for each number, and a tenth of the gradient's numbers with their indices.
  @Test
  void fewerBytesAreSent() {
    TrainingBuilder training = training("adagrad(0.02)").epochs(12);
    SavedModel model =
        training.method(Downpour.of(1).format(NumberFormat.BFLOAT16).send(0.1)).run();
    long n = Trainer.train(training("adagrad(0.02)").epochs(1).build(), 1).theta().length;
    assertThat(model.metadata())
        .containsEntry("bytes", Long.toString(360 * Math.round(0.1 * n) * 6 + 12 * 31 * n * 2));
    assertThat(Double.parseDouble(model.metadata().get("validationAccuracy")))
        .as("two standard errors of 200 examples below plain training's 0.805")
        .isGreaterThan(0.805 - 0.056);
  }

  @Test
  void severalReplicasLearnTogether() {
    SavedModel model =
        training("adagrad(0.02)").epochs(12).method(Downpour.of(3).shards(2).warmStart(30)).run();
    assertThat(model.metadata())
        .containsEntry("method", "downpour")
        .containsEntry("replicas", "3")
        .containsEntry("acknowledged", "720")
        .containsEntry("applied", "720");
    assertThat(Double.parseDouble(model.metadata().get("validationAccuracy")))
        .as("two standard errors of 200 examples below plain training's 0.805")
        .isGreaterThan(0.805 - 0.056);
  }

  private static ThrowableAssert.ThrowingCallable refused(String recipe, Downpour method) {
    return () -> training(recipe).method(method).run();
  }

  @Test
  void whatDoesNotRunOnShardsIsRefused() {
    assertThatThrownBy(refused("lamb(1e-2)", Downpour.of(1).shards(2)))
        .hasMessageEndingWith(
            "looks at more than single parameters, so that it needs 1 shard, not 2");
    assertThatThrownBy(refused("sam(0.05) | sgd(0.1)", Downpour.of(1)))
        .hasMessageEndingWith(
            "needs a second gradient in each step, which shards have no way to ask for");
    assertThatThrownBy(refused("lbfgs", Downpour.of(1)))
        .hasMessageMatching("shards need an update rule: lbfgs.* is a minimizer");
    assertThatThrownBy(refused("sgd(plateau(0.1))", Downpour.of(1)))
        .hasMessageEndingWith("looks at validation losses, which shards do not know");
    assertThatThrownBy(refused("skipNonFinite | sgd(0.1)", Downpour.of(1)))
        .hasMessage(
            "skipNonFinite(limit=10) has no place on shards: a replica ends when a loss is not finite");
    assertThatThrownBy(refused("sgd(0.1) | l2(0.1) on \"conv*\"", Downpour.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            refused("sgd(0.1) | ema(0.9)", Downpour.of(1).staleness(StalenessPolicy.DIVIDE_RATE)))
        .hasMessageEndingWith("averages weights, which can't come with staleness=divideRate");
    assertThatThrownBy(refused("sgd(1)", Downpour.of(31)))
        .hasMessage(
            "replicas must be at most 30, so that each has a batch of 20 of 600 examples, was 31");
    assertThatThrownBy(() -> Downpour.of(1).shards(0))
        .hasMessage("shards must be 1 or more, was 0");
    assertThatThrownBy(() -> TrainingMethods.parse("downpour(replicas=0)"))
        .hasMessageContaining("replicas must be 1 or more, was 0");
    assertThatThrownBy(() -> TrainingMethods.parse("downpours"))
        .hasMessageContaining("did you mean downpour?");
  }

  @Test
  void aMethodIsReadAsItPrints() {
    Downpour method =
        new Downpour(3, 4, 5, 6, 0.5, 7, StalenessPolicy.DIVIDE_RATE, NumberFormat.BFLOAT16, 0.1);
    assertThat(TrainingMethods.parse(method.toString())).isEqualTo(method);
    assertThat(TrainingMethods.parse("downpour(4)")).isEqualTo(Downpour.of(4));
    assertThat(Downpour.of(2))
        .as("a checkpoint of an earlier version has this text")
        .hasToString(
            "downpour(replicas=2,shards=1,fetchEvery=1,pushEvery=1,localRate=0,warmStart=0)");
    assertThat(TrainingMethods.parse("plain")).isEqualTo(TrainingMethod.PLAIN);
  }

  /// A listener's error ends the replicas too.
  @Test
  void anErrorOfAListenerEndsAll() throws InterruptedException {
    TrainingBuilder training = training("sgd(0.01)").epochs(2000).method(Downpour.of(2));
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step == 50) {
              throw new AssertionError("enough");
            }
          }
        };
    assertThatThrownBy(() -> training.listener(listener).run()).hasMessage("enough");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("replica-")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  /// Every stage that there is: refused, or with the bits of plain training on three shards.
  @Test
  void everyStageIsRefusedOrHasTheSameBits() {
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
        Trainer trainer = trainer(training(recipe).epochs(1), Downpour.of(1).shards(3));
        run(trainer);
        assertThat(trainer.trained().theta()).as(recipe).isEqualTo(expected);
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
    assertThatThrownBy(refused("sgd(1e30)", Downpour.of(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("training diverged at step \\d+: the loss was .*");
  }
}
