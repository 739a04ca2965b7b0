package dev.ravine.cluster.simulation;

import dev.ravine.optim.hyperparameter.Require;

/// How fast and how reliable a simulated cluster is. Times are in seconds of its own clock.
///
/// @param compute the mean time of a gradient
/// @param variation the standard deviation of that time over its mean; times are gamma distributed
/// @param latency the mean time of a message, which is exponentially distributed; 0: none
/// @param stragglers the share of replicas that take longer, 0 … 1
/// @param slowness how many times as long those take, 1 or more
/// @param duplicated the share of messages to shards that arrive twice, 0 … 1
/// @param lost the share of answers that get lost, 0 … 0.9, though the work was done
/// @param crashes the share of gradients after whose computation the replica crashes, 0 … 0.9;
///   another takes its place after the time of ten gradients
public record World(
    double compute,
    double variation,
    double latency,
    double stragglers,
    double slowness,
    double duplicated,
    double lost,
    double crashes) {

  /// Gradients take a second, more or less; nothing else takes time, or breaks.
  public static final World IDEAL = new World(1, 0.3, 0, 0, 1, 0, 0, 0);

  private static final double MOST_BROKEN = 0.9;
  private static final double GRADIENTS_UNTIL_RESTART = 10;

  /// Checks the ranges.
  public World {
    Require.positive("compute", compute);
    atLeast("variation", variation, 0);
    atLeast("latency", latency, 0);
    atLeast("slowness", slowness, 1);
    share("stragglers", stragglers, 1);
    share("duplicated", duplicated, 1);
    share("lost", lost, MOST_BROKEN);
    share("crashes", crashes, MOST_BROKEN);
  }

  private static void atLeast(String name, double value, double least) {
    if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be %s or more, was %s".formatted(name, least, value));
    }
  }

  private static void share(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in 0 … %s, was %s".formatted(name, most, value));
    }
  }

  /// How long a crashed replica is away.
  double secondsUntilRestart() {
    return GRADIENTS_UNTIL_RESTART * compute;
  }

  /// How many of some replicas are slow.
  int stragglersOf(int replicas) {
    return (int) Math.round(stragglers * replicas);
  }

  /// The same with messages that take time.
  ///
  /// @param value the mean, in seconds
  public World latency(double value) {
    return new World(compute, variation, value, stragglers, slowness, duplicated, lost, crashes);
  }

  /// The same with slow replicas.
  ///
  /// @param share of the replicas
  /// @param times as long as others
  public World stragglers(double share, double times) {
    return new World(compute, variation, latency, share, times, duplicated, lost, crashes);
  }

  /// The same with what breaks.
  ///
  /// @param doubled the share of messages that arrive twice
  /// @param missing the share of answers that get lost
  /// @param crashing the share of gradients after which a replica crashes
  public World faults(double doubled, double missing, double crashing) {
    return new World(compute, variation, latency, stragglers, slowness, doubled, missing, crashing);
  }
}
