package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.cluster.simulation.Faults;
import dev.ravine.cluster.simulation.Horizon;
import dev.ravine.cluster.simulation.SandblasterSimulation;
import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.cluster.simulation.World;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandblasterTest {

  private static final Horizon ALL = new Horizon.Gradients(0);

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);

  private static final Sequential MODEL =
      Sequential.parse("dense(180) | tanh | dropout(0.1) | dense(10)");

  private static final int BATCHES = 20;

  private static TrainingBuilder training(String recipe) {
    return Training.of(MODEL, STROKES).optimizer(recipe).batch(600 / BATCHES).epochs(8).seed(7);
  }

  private static Trainer trainer(TrainingBuilder training) {
    return new Trainer(training.build(), new ThreadTeam(1));
  }

  private static float[] trained(TrainingBuilder training) {
    Trainer trainer = trainer(training);
    trainer.run(new TrainingListener() {});
    return trainer.trained().theta();
  }

  @ParameterizedTest
  @CsvSource({
    "lbfgs, 1, 1",
    "lbfgs, 1, 3",
    "lbfgs, 3, 2",
    "lbfgs | l2(1e-3) on weights, 2, 2",
    "'lbfgs(memory=3,search=hagerZhang)', 3, 3",
    "'lbfgs | frozen on biases', 2, 2"
  })
  void itHasTheBitsOfPlainTraining(String recipe, int replicas, int shards) {
    float[] expected = trained(training(recipe));
    Trainer trainer = trainer(training(recipe).method(new Sandblaster(replicas, shards, BATCHES)));
    trainer.run(new TrainingListener() {});
    assertThat(trainer.trained().theta()).isEqualTo(expected);
    assertThat(trainer.facts())
        .containsEntry("acknowledged", trainer.facts().get("applied"))
        .containsEntry("portions", Integer.toString(BATCHES));
  }

  /// Sums over mini-batches are rounded elsewhere.
  @Test
  void fewerPortionsAreAsGood() {
    List<Double> expected = losses(training("lbfgs"));
    List<Double> losses = losses(training("lbfgs").method(new Sandblaster(2, 2, 7)));
    assertThat(losses).hasSameSizeAs(expected);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(losses.get(i)).isCloseTo(expected.get(i), within(1e-10));
    }
  }

  private static List<Double> losses(TrainingBuilder training) {
    List<Double> losses = new ArrayList<>();
    trainer(training)
        .run(
            new TrainingListener() {
              @Override
              public void onStep(long step, double loss) {
                losses.add(loss);
              }
            });
    return losses;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 2", "5, 3"})
  void itResumesWithTheBitsOfPlainTraining(long at, int shards) {
    TrainingBuilder training = training("lbfgs(memory=4)").method(new Sandblaster(2, shards, 20));
    float[] expected = trained(training("lbfgs(memory=4)"));
    Trainer resumed = trainer(training);
    resumed.resume(Interruption.at(at, trainer(training)));
    resumed.run(new TrainingListener() {});
    assertThat(resumed.trained().theta()).isEqualTo(expected);
  }

  /// 48 points on both sides of a line.
  private static Training points(String model) {
    RandomStream random = Seed.of(3).stream("points");
    float[][] rows = new float[48][2];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = (float) random.nextGaussian();
      rows[i][1] = (float) random.nextGaussian();
      labels[i] = rows[i][0] + rows[i][1] > 0 ? 1 : 0;
    }
    Dataset data = Examples.of(rows).classes(labels);
    return Training.of(Sequential.parse(model), new Split(data, data))
        .optimizer("lbfgs(memory=3)")
        .batch(4)
        .epochs(6)
        .build();
  }

  /// However late, doubled or lost messages are, and whichever replicas crash, it learns what plain
  /// training does, and what shards acknowledged they added once. Two runs have the same bits.
  @ParameterizedTest
  @CsvSource({"dense(4) | tanh | dense(2), 1, 1000", "dense(7000) | tanh | dense(2), 3, 20"})
  void schedulesOfFaultsChangeNoBit(String model, int shards, int schedules) {
    Training training = points(model);
    float[] expected = Trainer.train(training, 1).theta();
    int crashes = 0;
    long repeated = 0;
    for (int seed = 0; seed < schedules; seed++) {
      RandomStream random = Seed.of(seed).stream("schedule");
      World world =
          World.IDEAL
              .latency(random.nextDouble())
              .stragglers(0.3, 1 + 9 * random.nextDouble())
              .late(0.4, 5)
              .faults(new Faults(0.2, 0.2, 0.05, 0.2));
      Sandblaster method = new Sandblaster(1 + random.nextInt(5), shards, 12);
      SimulationSummary summary =
          SandblasterSimulation.run(training, method, world, Seed.of(seed), ALL);
      assertThat(summary.model().theta()).as("seed %d", seed).isEqualTo(expected);
      assertThat(summary.acknowledged()).isEqualTo(summary.applied()).isPositive();
      crashes += summary.crashes();
      repeated += summary.repeated();
      if (seed % 10 == 0) {
        SimulationSummary again =
            SandblasterSimulation.run(training, method, world, Seed.of(seed), ALL);
        assertThat(again.seconds()).isEqualTo(summary.seconds());
        assertThat(again.repeated()).isEqualTo(summary.repeated());
      }
    }
    assertThat(crashes).isGreaterThan(schedules);
    assertThat(repeated).isGreaterThan(schedules);
  }

  /// One of eight is ten times as slow: without others doing its portions too, all would wait for
  /// it.
  @Test
  void nobodyWaitsForTheSlowest() {
    Training training = points("dense(4) | tanh | dense(2)");
    World even = new World(1, 0, 0, 0, 1, 0, 0, Faults.NONE);
    double eight = seconds(training, even);
    double slow = seconds(training, even.stragglers(1.0 / 8, 10));
    assertThat(slow / eight).isLessThan(1.6);
  }

  private static double seconds(Training training, World world) {
    return SandblasterSimulation.run(training, new Sandblaster(8, 1, 12), world, Seed.of(1), ALL)
        .seconds();
  }

  /// Whoever is late with a portion that others did says nothing any more.
  @Test
  void oneMayStopAtAnyStep() {
    for (int run = 0; run < 40; run++) {
      Trainer trainer = trainer(training("lbfgs").method(new Sandblaster(3, 1, 20)));
      Interruption.at(1 + run % 3, trainer);
      assertThat(trainer.facts()).containsEntry("acknowledged", trainer.facts().get("applied"));
      assertThat(trainer.trained().theta()).isNotEmpty();
    }
  }

  /// What is counted goes on where a run is resumed.
  @Test
  void countsGoOn() {
    TrainingBuilder training = training("lbfgs").method(new Sandblaster(1, 2, 20));
    Trainer whole = trainer(training);
    whole.run(new TrainingListener() {});
    Trainer resumed = trainer(training);
    resumed.resume(Interruption.at(3, trainer(training)));
    resumed.run(new TrainingListener() {});
    assertThat(resumed.facts().get("acknowledged")).isEqualTo(whole.facts().get("acknowledged"));
  }

  private static ThrowableAssert.ThrowingCallable refused(String recipe, Sandblaster method) {
    return () -> training(recipe).method(method).run();
  }

  @Test
  void whatItCantDoIsRefused() {
    assertThatThrownBy(refused("adam(1e-3)", Sandblaster.of(1)))
        .hasMessageStartingWith(
            "sandblaster needs the minimizer lbfgs, not adam(learningRate=1e-3");
    assertThatThrownBy(refused("lbfgs(damping=0.2)", Sandblaster.of(1)))
        .hasMessage("damping must be 0 with sandblaster, was 0.2");
    assertThatThrownBy(refused("lbfgs", Sandblaster.of(21)))
        .hasMessage("replicas must be at most 20, the number of portions, was 21");
    assertThatThrownBy(refused("lbfgs", Sandblaster.of(1).shards(10)))
        .hasMessageMatching(
            "shards must be in 1 … \\d, one for each 16384 of \\d+ parameters, was 10");
    assertThatThrownBy(() -> Sandblaster.of(1).portions(0))
        .hasMessage("portions must be 1 or more, was 0");
  }

  @Test
  void aMethodIsReadAsItPrints() {
    Sandblaster method = new Sandblaster(3, 4, 5);
    assertThat(TrainingMethods.parse(method.toString())).isEqualTo(method);
    assertThat(TrainingMethods.parse("sandblaster(4)")).isEqualTo(Sandblaster.of(4));
  }
}
