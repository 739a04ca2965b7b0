package dev.ravine.cluster.simulation;

import dev.ravine.cluster.DownpourSummary;
import dev.ravine.nn.predict.Evaluation;
import java.util.List;

/// What became of a simulated training.
///
/// @param result as of a training that is not simulated, in seconds of the simulated clock
/// @param curve how good the shards' model was, and when
/// @param crashes how many replicas crashed
public record SimulationSummary(DownpourSummary result, List<Point> curve, int crashes) {

  /// How good the model was.
  ///
  /// @param seconds of the simulated clock
  /// @param steps how many gradients were computed
  /// @param validation of the shards' parameters then
  public record Point(double seconds, long steps, Evaluation validation) {}

  public SimulationSummary {
    curve = List.copyOf(curve);
  }
}
