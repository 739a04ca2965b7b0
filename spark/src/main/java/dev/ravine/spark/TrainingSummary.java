package dev.ravine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// How learning went.
///
/// @param replicas how many there were
/// @param steps of each replica, all together
/// @param losses the mean loss of each round's steps, in order
/// @param seconds that all rounds took
/// @param efficiency the share of that time in which replicas made steps, in (0, 1]; the rest is
///   Spark's, and waiting for the slowest
public record TrainingSummary(
    int replicas, long steps, List<Double> losses, double seconds, double efficiency)
    implements Serializable {

  /// Copies the list.
  public TrainingSummary {
    losses = List.copyOf(losses);
  }

  /// Rounds as they come.
  static final class Rounds {

    private final int replicas;
    private final List<Double> losses = new ArrayList<>();
    private long steps;
    private double working;
    private double passed;

    Rounds(int replicas) {
      this.replicas = replicas;
    }

    void add(int more, double loss, List<Contribution> of, long nanos) {
      steps += more;
      losses.add(loss);
      working += of.stream().mapToLong(Contribution::nanos).average().orElse(0);
      passed += nanos;
    }

    String text() {
      return "replicas worked %.0f %% of the time".formatted(100 * working / passed);
    }

    TrainingSummary summary() {
      return new TrainingSummary(replicas, steps, losses, passed * 1e-9, working / passed);
    }
  }
}
