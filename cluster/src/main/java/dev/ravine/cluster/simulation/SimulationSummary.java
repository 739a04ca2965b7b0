package dev.ravine.cluster.simulation;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.TrainedModel;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a simulated training.
///
/// @param model with the shards' parameters
/// @param validation how good it is
/// @param steps how many gradients of mini-batches were used
/// @param acknowledged how many gradients shards said to have applied, each once
/// @param applied how many they applied: as many, but for those that were on their way when their
///   replica crashed
/// @param staleness how often a gradient was how stale: how many were applied between the version
///   of the parameters that it was computed at, the oldest of several, and itself
/// @param repeated how many pieces of work were given to more than one replica
/// @param crashes how many replicas crashed
/// @param seconds of the simulated clock
/// @param curve how good the model was, and when
public record SimulationSummary(
    TrainedModel model,
    Evaluation validation,
    long steps,
    long acknowledged,
    long applied,
    SortedMap<Long, Long> staleness,
    long repeated,
    int crashes,
    double seconds,
    List<Point> curve) {

  /// How good the model was.
  ///
  /// @param seconds of the simulated clock
  /// @param steps how many gradients of mini-batches were used
  /// @param validation of the shards' parameters then
  public record Point(double seconds, long steps, Evaluation validation) {}

  public SimulationSummary {
    staleness = new TreeMap<>(staleness);
    curve = List.copyOf(curve);
  }

  /// The mean staleness.
  ///
  /// @return 0 where all wait for each other
  public double meanStaleness() {
    double sum = 0;
    long count = 0;
    for (var entry : staleness.entrySet()) {
      sum += (double) entry.getKey() * entry.getValue();
      count += entry.getValue();
    }
    return count == 0 ? 0 : sum / count;
  }
}
