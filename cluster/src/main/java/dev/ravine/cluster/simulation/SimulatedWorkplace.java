package dev.ravine.cluster.simulation;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.sandblaster.VectorShard;
import dev.ravine.cluster.sandblaster.Workplace;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// A workplace whose messages and evaluations take simulated time, and whose replicas crash.
final class SimulatedWorkplace implements Workplace {

  private final VirtualClock clock;
  private final Chance chance;
  private final World world;
  private final double batchesOfPortion;
  private final int stragglers;
  private final ShardHost<VectorShard> host;
  private int crashes;

  /// @param batches how many mini-batches a portion has, on average
  /// @param stragglers how many replicas are slow, the first ones
  SimulatedWorkplace(
      VirtualClock clock, Chance chance, World world, double batches, int stragglers) {
    this.clock = clock;
    this.chance = chance;
    this.world = world;
    batchesOfPortion = batches;
    this.stragglers = stragglers;
    host = new SimulatedHost<>(clock, chance, world);
  }

  @Override
  public ShardHost<VectorShard> host() {
    return host;
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
    private boolean crashed;

    SimulatedDesk(int replica, Runnable again) {
      this.replica = replica;
      this.again = again;
    }

    Desk desk() {
      Executor own = task -> clock.after(0, () -> unlessCrashed(task));
      return new Desk(own, this::compute);
    }

    private void unlessCrashed(Runnable task) {
      if (!crashed) {
        task.run();
      }
    }

    private void compute(Runnable task) {
      clock.after(
          batchesOfPortion * chance.secondsOfGradient(replica < stragglers),
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
