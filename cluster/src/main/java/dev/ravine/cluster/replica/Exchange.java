package dev.ravine.cluster.replica;

/// How often a replica exchanges numbers with the shards.
///
/// @param fetchEvery after how many steps it fetches parameters, 1 or more
/// @param pushEvery after how many steps it pushes the gradients gathered since, 1 or more
/// @param overlaps whether it computes on while parameters and gradients are on their way, as in
///   the paper; else it waits for both, so that a single replica does what plain training does
/// @param localRate what the replica moves its own copy of the parameters by between fetches, times
///   the gradient; 0: not at all
public record Exchange(int fetchEvery, int pushEvery, boolean overlaps, double localRate) {

  /// Each step, waiting.
  public static final Exchange EACH_STEP = new Exchange(1, 1, false, 0);

  /// Checks the ranges.
  public Exchange {
    checkSteps("fetchEvery", fetchEvery);
    checkSteps("pushEvery", pushEvery);
    if (!(localRate >= 0 && localRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("localRate must be 0 or more, was " + localRate);
    }
  }

  private static void checkSteps(String name, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("%s must be 1 or more, was %d".formatted(name, steps));
    }
  }
}
