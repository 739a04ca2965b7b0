package dev.ravine.cluster.simulation;

import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;

/// What happens by chance in a [World].
final class Chance {

  private final World world;
  private final RandomStream compute;
  private final RandomStream messages;
  private final RandomStream faults;
  private final RandomStream joins;

  Chance(World world, Seed seed) {
    this.world = world;
    compute = seed.stream("compute");
    messages = seed.stream("messages");
    faults = seed.stream("faults");
    joins = seed.stream("joins");
  }

  double secondsOfMessage() {
    return world.latency() == 0 ? 0 : exponential(world.latency(), messages);
  }

  /// How long a replica is awaited at the beginning.
  ///
  /// @param late whether it joins later than others
  double secondsUntilJoined(boolean late) {
    return late ? exponential(world.lateBy(), joins) : 0;
  }

  /// A duration of which the past says nothing.
  static double exponential(double mean, RandomStream random) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /// @param slow whether the replica is a straggler
  double secondsOfGradient(boolean slow) {
    double mean = world.compute() * (slow ? world.slowness() : 1);
    if (world.variation() == 0) {
      return mean;
    }
    double shape = 1 / (world.variation() * world.variation());
    return mean * gamma(shape) / shape;
  }

  /// Marsaglia, Tsang: A simple method for generating gamma variables (ACM Transactions on
  /// Mathematical Software 26, 2000); of a shape below 1 with the power they give.
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - compute.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = compute.nextGaussian();
      double v = 1 + c * x;
      double cube = v * v * v;
      if (v > 0
          && StrictMath.log(1 - compute.nextDouble())
              < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
        return d * cube;
      }
    }
  }

  boolean duplicates() {
    return happens(world.faults().duplicated());
  }

  boolean loses() {
    return happens(world.faults().lost());
  }

  boolean crashes() {
    return happens(world.faults().crashes());
  }

  private boolean happens(double share) {
    return share > 0 && faults.nextDouble() < share;
  }
}
