package dev.ravine.cluster;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.TrainedModel;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a training by replicas.
///
/// @param model with the shards' weights
/// @param validation how good it is
/// @param steps how many gradients were computed
/// @param acknowledged how many pushes were acknowledged to replicas, each once
/// @param applied how many gradients shards applied: as many, but for those that were on their way
///   when their replica crashed
/// @param staleness how often a gradient was how stale: how many were applied between the version
///   of the parameters that it was computed at, the oldest of several, and itself
/// @param seconds from the first step to the last
public record DownpourSummary(
    TrainedModel model,
    Evaluation validation,
    long steps,
    long acknowledged,
    long applied,
    SortedMap<Long, Long> staleness,
    double seconds) {

  public DownpourSummary {
    staleness = new TreeMap<>(staleness);
  }

  /// The mean staleness.
  ///
  /// @return 0 for a single replica that waits
  public double meanStaleness() {
    double sum = 0;
    long count = 0;
    for (var entry : staleness.entrySet()) {
      sum += (double) entry.getKey() * entry.getValue();
      count += entry.getValue();
    }
    return count == 0 ? 0 : sum / count;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d steps in %.1f s: validation loss %.4f, accuracy %.4f, %d pushes acknowledged, %d applied, staleness %.2f",
        steps,
        seconds,
        validation.loss(),
        validation.accuracy(),
        acknowledged,
        applied,
        meanStaleness());
  }
}
