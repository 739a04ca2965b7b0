package dev.ravine.cluster.simulation;

/// What breaks in a simulated cluster.
///
/// @param duplicated the share of messages to shards that arrive twice, 0 … 1
/// @param lost the share of answers that get lost, 0 … 0.9, though the work was done
/// @param crashes the share of gradients after whose computation the replica crashes, 0 … 0.9;
///   another takes its place after the time of ten gradients
/// @param partitions the share of time in which the machines that ask shards, and those of shards,
///   are on two sides, 0 … 0.9, and no question or answer gets from one to the other; it lasts for
///   ten gradients, more or less, and each time chance says who is where. What replicas and
///   Sandblaster's coordinator tell each other arrives.
public record Faults(double duplicated, double lost, double crashes, double partitions) {

  /// Nothing breaks.
  public static final Faults NONE = new Faults(0, 0, 0, 0);

  private static final double MOST = 0.9;

  /// Checks the ranges.
  public Faults {
    World.share("duplicated", duplicated, 1);
    World.share("lost", lost, MOST);
    World.share("crashes", crashes, MOST);
    World.share("partitions", partitions, MOST);
  }
}
