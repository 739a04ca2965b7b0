package dev.ravine.cluster.replica;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.optim.hyperparameter.Require;

/// How often a replica exchanges numbers with the shards.
///
/// @param fetchEvery after how many steps it fetches parameters, 1 or more
/// @param pushEvery after how many steps it pushes the gradients gathered since, 1 or more
/// @param overlaps whether it computes on while parameters and gradients are on their way, as in
///   the paper; else it waits for both, so that a single replica does what plain training does
/// @param localRate what the replica moves its own copy of the parameters by between fetches, times
///   the gradient; 0: not at all
/// @param compression how parameters and gradients are sent
public record Exchange(
    int fetchEvery, int pushEvery, boolean overlaps, double localRate, Compression compression) {

  /// Each step, waiting.
  public static final Exchange EACH_STEP = new Exchange(1, 1, false, 0, Compression.NONE);

  /// Checks the ranges.
  public Exchange {
    Require.positive("fetchEvery", fetchEvery);
    Require.positive("pushEvery", pushEvery);
    Require.notNegative("localRate", localRate);
  }
}
