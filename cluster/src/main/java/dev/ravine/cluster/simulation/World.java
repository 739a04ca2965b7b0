package dev.ravine.cluster.simulation;

import dev.ravine.optim.hyperparameter.Require;

/// How fast and how reliable a simulated cluster is. Times are in seconds of its own clock.
///
/// @param compute the mean time of a gradient
/// @param variation the standard deviation of that time over its mean; times are gamma distributed
/// @param latency the mean time of a message, which is exponentially distributed; 0: none
/// @param stragglers the share of replicas that take longer, 0 … 1
/// @param slowness how many times as long those take, 1 or more
/// @param late the share of replicas that join later, 0 … 1
/// @param lateBy how much later, on average; exponentially distributed
/// @param faults what breaks
public record World(
    double compute,
    double variation,
    double latency,
    double stragglers,
    double slowness,
    double late,
    double lateBy,
    Faults faults) {

  /// Gradients take a second, more or less; nothing else takes time, or breaks.
  public static final World IDEAL = new World(1, 0.3, 0, 0, 1, 0, 0, Faults.NONE);

  private static final double GRADIENTS_UNTIL_RESTART = 10;
  private static final double GRADIENTS_OF_PARTITION = 10;

  /// Checks the ranges.
  public World {
    Require.positive("compute", compute);
    atLeast("variation", variation, 0);
    atLeast("latency", latency, 0);
    atLeast("slowness", slowness, 1);
    share("stragglers", stragglers, 1);
    share("late", late, 1);
    atLeast("lateBy", lateBy, 0);
  }

  private static void atLeast(String name, double value, double least) {
    if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be %s or more, was %s".formatted(name, least, value));
    }
  }

  static void share(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in 0 … %s, was %s".formatted(name, most, value));
    }
  }

  /// How long a crashed replica is away.
  double secondsUntilRestart() {
    return GRADIENTS_UNTIL_RESTART * compute;
  }

  /// How long some machines can't reach others, on average.
  double secondsOfPartition() {
    return GRADIENTS_OF_PARTITION * compute;
  }

  /// How many of some replicas are slow: the first ones.
  int stragglersOf(int replicas) {
    return (int) Math.round(stragglers * replicas);
  }

  /// How many of some replicas join later: the last ones, and never all.
  int lateOf(int replicas) {
    return Math.min((int) Math.round(late * replicas), replicas - 1);
  }

  /// The same with messages that take time.
  ///
  /// @param value the mean, in seconds
  public World latency(double value) {
    return new World(compute, variation, value, stragglers, slowness, late, lateBy, faults);
  }

  /// The same with slow replicas.
  ///
  /// @param share of the replicas
  /// @param times as long as others
  public World stragglers(double share, double times) {
    return new World(compute, variation, latency, share, times, late, lateBy, faults);
  }

  /// The same with replicas that join later.
  ///
  /// @param share of the replicas
  /// @param by how much later, on average
  public World late(double share, double by) {
    return new World(compute, variation, latency, stragglers, slowness, share, by, faults);
  }

  /// The same with what breaks.
  ///
  /// @param value all of it
  public World faults(Faults value) {
    return new World(compute, variation, latency, stragglers, slowness, late, lateBy, value);
  }
}
