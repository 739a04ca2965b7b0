package dev.ravine.lab.simulation;

import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.simulation.DivergedException;
import dev.ravine.cluster.simulation.DownpourSimulation;
import dev.ravine.cluster.simulation.Horizon;
import dev.ravine.cluster.simulation.SandblasterSimulation;
import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.cluster.simulation.World;
import dev.ravine.nn.train.Training;
import dev.ravine.random.Seed;
import java.util.OptionalDouble;

/// A cluster that does not exist.
///
/// @param shards into how many the parameters are cut
/// @param portions with sandblaster: into how many an evaluation of the loss is cut
/// @param warmStart with downpour: how many steps one replica does before the others join
/// @param exchange with downpour: how often replicas talk to shards
/// @param world how fast and how reliable it is
/// @param time how long each run goes on; empty: as many gradients as the training has steps
public record SimulatedCluster(
    int shards, int portions, long warmStart, Exchange exchange, World world, OptionalDouble time) {

  /// Into how many points a curve is divided.
  private static final int POINTS = 40;

  private static final long MOST_STEPS = 9_000_000;

  /// Refuses what it can't do, before anything is simulated.
  ///
  /// @param method of the replicas
  /// @param training what is learnt
  /// @param replicas how many
  /// @throws IllegalArgumentException if it can't
  public void check(SimulatedMethod method, Training training, int replicas) {
    horizon(training);
    switch (method) {
      case DOWNPOUR -> {
        DownpourPlan plan = downpour(training, replicas);
        plan.partition(plan.batches(0).layout());
      }
      case SANDBLASTER ->
          sandblaster(replicas).check(inTime(training, replicas).objective(), training.optimizer());
    }
  }

  /// L-BFGS ends after so many epochs: here, more than there is time for.
  private Training inTime(Training training, int replicas) {
    if (time.isEmpty()) {
      return training;
    }
    double epochs = time.getAsDouble() * replicas / training.stepsPerEpoch() / world.compute();
    double most = Math.max(1, (double) MOST_STEPS / training.stepsPerEpoch());
    return training.toBuilder().epochs((int) Math.min(most, 2 + 2 * epochs)).build();
  }

  private Horizon horizon(Training training) {
    return time.isPresent()
        ? new Horizon.Time(time.getAsDouble(), POINTS)
        : new Horizon.Gradients(Math.max(1, training.steps() / POINTS));
  }

  private DownpourPlan downpour(Training training, int replicas) {
    return new DownpourPlan(training, replicas, shards, exchange, warmStart);
  }

  private Sandblaster sandblaster(int replicas) {
    return new Sandblaster(replicas, shards, portions);
  }

  /// Trains.
  ///
  /// @param method of the replicas
  /// @param training what is learnt
  /// @param replicas how many
  /// @param seed what all chance comes from; that of learning comes from the training's
  /// @return the same bits for the same arguments
  /// @throws DivergedException if training diverged
  public SimulationSummary run(SimulatedMethod method, Training training, int replicas, Seed seed) {
    Horizon horizon = horizon(training);
    return switch (method) {
      case DOWNPOUR -> DownpourSimulation.run(downpour(training, replicas), world, seed, horizon);
      case SANDBLASTER ->
          SandblasterSimulation.run(
              inTime(training, replicas), sandblaster(replicas), world, seed, horizon);
    };
  }
}
