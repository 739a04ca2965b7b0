package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.simulation.DownpourSimulation;
import dev.ravine.cluster.simulation.Faults;
import dev.ravine.cluster.simulation.Horizon;
import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.cluster.simulation.World;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final World BROKEN =
      World.IDEAL
          .latency(0.5)
          .stragglers(0.3, 4)
          .late(0.4, 5)
          .faults(new Faults(0.2, 0.2, 0.05, 0.2));

  /// Points on both sides of a line.
  private static Training training(String recipe, int epochs) {
    RandomStream random = Seed.of(3).stream("points");
    float[][] rows = new float[96][2];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = (float) random.nextGaussian();
      rows[i][1] = (float) random.nextGaussian();
      labels[i] = rows[i][0] + rows[i][1] > 0 ? 1 : 0;
    }
    Dataset data = Examples.of(rows).classes(labels);
    return Training.of(Sequential.parse("dense(4) | tanh | dense(2)"), new Split(data, data))
        .optimizer(recipe)
        .batch(8)
        .epochs(epochs)
        .build();
  }

  private static SimulationSummary simulated(DownpourPlan plan, World world, long seed) {
    return DownpourSimulation.run(plan, world, Seed.of(seed), new Horizon.Gradients(0));
  }

  /// However late, doubled or lost messages are, a replica that waits learns what plain training
  /// does.
  @Test
  void oneReplicaThatWaitsHasTheBitsOfPlainTrainingInAnyWorld() {
    Training training = training("adam(1e-2)", 2);
    float[] expected = Trainer.train(training, 1).theta();
    DownpourPlan plan = new DownpourPlan(training, 1, 3, Exchange.EACH_STEP, 0);
    for (int seed = 0; seed < 100; seed++) {
      World world = World.IDEAL.latency(0.5).faults(new Faults(0.3, 0.3, 0, 0.3));
      SimulationSummary summary = simulated(plan, world, seed);
      assertThat(summary.model().theta()).isEqualTo(expected);
      assertThat(summary.applied()).isEqualTo(summary.acknowledged()).isEqualTo(3 * 24);
    }
  }

  /// What was acknowledged was applied, once; what was applied beyond that was on its way when its
  /// replica crashed. Two runs have the same bits.
  @Test
  void aThousandSchedulesOfFaultsLoseAndDoubleNothing() {
    int crashes = 0;
    for (int seed = 0; seed < 1000; seed++) {
      RandomStream random = Seed.of(seed).stream("schedule");
      Exchange exchange =
          new Exchange(
              1 + random.nextInt(3),
              1 + random.nextInt(3),
              random.nextInt(2) == 0,
              0.01,
              new Compression(NumberFormat.BFLOAT16, random.nextInt(2) == 0 ? 1 : 0.3));
      int shards = 1 + random.nextInt(4);
      int replicas = 1 + random.nextInt(5);
      DownpourPlan plan =
          new DownpourPlan(
              training("adagrad(0.05)", 2), replicas, shards, exchange, random.nextInt(6));
      SimulationSummary summary = simulated(plan, BROKEN, seed);
      assertThat(summary.steps()).as("seed %d", seed).isEqualTo(24);
      assertThat(summary.applied() - summary.acknowledged())
          .as("seed %d", seed)
          .isBetween(0L, (long) summary.crashes() * shards);
      crashes += summary.crashes();
      if (seed % 10 == 0) {
        SimulationSummary again = simulated(plan, BROKEN, seed);
        assertThat(again.model().theta()).isEqualTo(summary.model().theta());
        assertThat(again.seconds()).isEqualTo(summary.seconds());
      }
    }
    assertThat(crashes).isGreaterThan(500);
  }

  /// In a perfect world R replicas that exchange each step are R times as fast, and as stale as the
  /// others are many.
  @Test
  void replicasAreAsFastAndAsStaleAsTheyAreMany() {
    World even = new World(1, 0.3, 0, 0, 1, 0, 0, Faults.NONE);
    Training training = training("sgd(0.05)", 40);
    SimulationSummary one =
        simulated(new DownpourPlan(training, 1, 1, Exchange.EACH_STEP, 0), even, 1);
    SimulationSummary four =
        simulated(new DownpourPlan(training, 4, 1, Exchange.EACH_STEP, 0), even, 1);
    assertThat(one.seconds()).isBetween(0.93 * 480, 1.07 * 480);
    assertThat(four.seconds()).isBetween(0.25 * 0.93 * 480, 0.25 * 1.07 * 480);
    assertThat(four.meanStaleness()).isBetween(2.7, 3.1);
    assertThat(four.validation().accuracy()).isGreaterThan(0.9);
  }

  /// Two machines are on two sides half of the time that there are sides.
  @Test
  void whoeverIsOnAnotherSideWaits() {
    DownpourPlan plan = new DownpourPlan(training("sgd(0.05)", 100), 1, 1, Exchange.EACH_STEP, 0);
    World parted = World.IDEAL.faults(new Faults(0, 0, 0, 0.6));
    SimulationSummary summary = simulated(plan, parted, 1);
    assertThat(1200 / summary.seconds()).isBetween(0.6, 0.8);
    assertThat(summary.applied()).isEqualTo(summary.acknowledged()).isEqualTo(1200);
  }

  /// The other does a gradient in each unit of time until then.
  @Test
  void whoeverJoinsLaterDoesLess() {
    DownpourPlan plan = new DownpourPlan(training("sgd(0.05)", 40), 2, 1, Exchange.EACH_STEP, 0);
    double together = simulated(plan, World.IDEAL, 1).seconds();
    double late = simulated(plan, World.IDEAL.late(0.5, 100), 1).seconds();
    assertThat(together).isBetween(0.5 * 0.93 * 480, 0.5 * 1.07 * 480);
    assertThat(late).isBetween(together + 5, 1.07 * 480);
  }

  @Test
  void aCurveHasTimesAndAccuracies() {
    DownpourPlan plan =
        new DownpourPlan(training("adagrad(0.1)", 10), 3, 2, Exchange.EACH_STEP, 12);
    SimulationSummary summary =
        DownpourSimulation.run(plan, World.IDEAL, Seed.of(1), new Horizon.Gradients(24));
    assertThat(summary.curve()).hasSize(5);
    assertThat(summary.curve())
        .extracting(SimulationSummary.Point::steps)
        .containsExactly(24L, 48L, 72L, 96L, 120L);
    assertThat(summary.curve().getLast().validation().accuracy())
        .isGreaterThan(summary.curve().getFirst().validation().accuracy());
    assertThat(summary.curve().getFirst().seconds()).as("alone for 12 steps").isGreaterThan(12);
  }

  @Test
  void replicasMayHaveTheSameTimeInsteadOfTheSameGradients() {
    Horizon.Time time = new Horizon.Time(50, 10);
    for (int replicas : new int[] {1, 4}) {
      DownpourPlan plan =
          new DownpourPlan(training("adagrad(0.1)", 1), replicas, 2, Exchange.EACH_STEP, 0);
      SimulationSummary summary = DownpourSimulation.run(plan, World.IDEAL, Seed.of(1), time);
      assertThat(summary.curve())
          .extracting(SimulationSummary.Point::seconds)
          .containsExactly(5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0);
      assertThat(summary.steps()).isBetween(45L * replicas, 56L * replicas);
      assertThat(summary.applied()).isEqualTo(2 * summary.steps());
    }
  }

  @Test
  void aWorldThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> World.IDEAL.latency(-1))
        .hasMessage("latency must be 0.0 or more, was -1.0");
    assertThatThrownBy(() -> new Faults(0, 1, 0, 0)).hasMessage("lost must be in 0 … 0.9, was 1.0");
    assertThatThrownBy(() -> new World(0, 0, 0, 0, 1, 0, 0, Faults.NONE))
        .hasMessage("compute must be positive, was 0.0");
  }
}
