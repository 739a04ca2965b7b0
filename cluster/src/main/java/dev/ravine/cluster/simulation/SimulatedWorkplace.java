package dev.ravine.cluster.simulation;

import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.sandblaster.VectorShard;
import dev.ravine.cluster.sandblaster.Workplace;
import dev.ravine.random.Seed;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// A workplace whose messages and evaluations take simulated time, and whose replicas crash.
final class SimulatedWorkplace implements Workplace {

  private final VirtualClock clock;
  private final Chance chance;
  private final World world;
  private final double batchesOfPortion;
  private final int replicas;
  private final SimulatedHost<VectorShard> host;
  private final Partitions partitions;
  private final ShardHost<VectorShard> ofCoordinator;
  private int crashes;

  /// @param clock of all that happens
  /// @param world how fast and how reliable the replicas are
  /// @param seed what all chance comes from
  /// @param method replicas and shards
  /// @param batches how many mini-batches a portion has, on average
  SimulatedWorkplace(
      VirtualClock clock, World world, Seed seed, Sandblaster method, double batches) {
    this.clock = clock;
    this.world = world;
    chance = new Chance(world, seed);
    batchesOfPortion = batches;
    replicas = method.replicas();
    host = new SimulatedHost<>(clock, chance, world);
    partitions = new Partitions(world, seed, replicas + 1, method.shards());
    ofCoordinator = host.from(replicas, partitions);
  }

  @Override
  public ShardHost<VectorShard> host() {
    return ofCoordinator;
  }

  @Override
  public void tell(Runnable task) {
    clock.after(chance.secondsOfMessage(), task);
  }

  @Override
  public void until(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (!clock.step()) {
        throw new IllegalStateException("nothing happens any more");
      }
    }
  }

  @Override
  public Desk desk(int replica, Runnable again) {
    return new SimulatedDesk(replica, again).desk();
  }

  /// A replica's, until it crashes: what it is told after that, nobody hears.
  private final class SimulatedDesk {

    private final int replica;
    private final Runnable again;
    private final double opened;
    private boolean crashed;

    SimulatedDesk(int replica, Runnable again) {
      this.replica = replica;
      this.again = again;
      boolean late = clock.now() == 0 && replica >= replicas - world.lateOf(replicas);
      opened = clock.now() + chance.secondsUntilJoined(late);
    }

    Desk desk() {
      Executor own =
          task -> clock.after(Math.max(0, opened - clock.now()), () -> unlessCrashed(task));
      return new Desk(own, this::compute, host.from(replica, partitions));
    }

    private void unlessCrashed(Runnable task) {
      if (!crashed) {
        task.run();
      }
    }

    private void compute(Runnable task) {
      clock.after(
          batchesOfPortion * chance.secondsOfGradient(replica < world.stragglersOf(replicas)),
          () -> {
            if (chance.crashes()) {
              crashed = true;
              crashes++;
              clock.after(world.secondsUntilRestart(), again);
            } else {
              unlessCrashed(task);
            }
          });
    }
  }

  int crashes() {
    return crashes;
  }

  @Override
  public void close() {
    host.close();
  }
}
