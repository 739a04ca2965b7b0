package dev.ravine.cluster.simulation;

import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;

/// Who can reach whom: at times the machines are on two sides, and messages between these get lost.
final class Partitions {

  private final World world;
  private final RandomStream random;
  private final boolean[] callers;
  private final boolean[] shards;
  private boolean parted;
  private double until;

  /// @param callers how many machines ask shards
  /// @param shards how many there are, each on a machine of its own
  Partitions(World world, Seed seed, int callers, int shards) {
    this.world = world;
    random = seed.stream("partitions");
    this.callers = new boolean[callers];
    this.shards = new boolean[shards];
    until = world.faults().partitions() == 0 ? Double.POSITIVE_INFINITY : duration();
  }

  /// Whether no message gets from one to the other.
  ///
  /// @param now a time, no earlier than any before
  boolean separate(int caller, int shard, double now) {
    while (now >= until) {
      parted = !parted;
      until += duration();
      draw(callers);
      draw(shards);
    }
    return parted && callers[caller] != shards[shard];
  }

  private void draw(boolean[] sides) {
    for (int i = 0; i < sides.length; i++) {
      sides[i] = random.nextInt(2) == 0;
    }
  }

  /// Of what is now; exponentially distributed.
  private double duration() {
    double share = world.faults().partitions();
    double mean = world.secondsOfPartition() * (parted ? 1 : (1 - share) / share);
    return Chance.exponential(mean, random);
  }
}
