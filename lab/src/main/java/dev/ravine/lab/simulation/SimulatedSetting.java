package dev.ravine.lab.simulation;

import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.lab.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What became of the simulated runs of one method, optimizer, learning rate and number of
/// replicas, which differ by their seed.
///
/// @param method of the replicas
/// @param plan of the first run
/// @param replicas how many
/// @param runs those that ended, by their seeds
/// @param diverged why one did not, if so; then the setting is out of the race
public record SimulatedSetting(
    SimulatedMethod method,
    RunPlan plan,
    int replicas,
    SortedMap<Long, SimulationSummary> runs,
    Optional<String> diverged) {

  public SimulatedSetting {
    runs = new TreeMap<>(runs);
  }

  /// A place on its curve: the mean of all seeds.
  ///
  /// @param seconds of the simulated clock
  /// @param accuracy on validation examples, or R²
  public record Point(double seconds, double accuracy) {}

  /// What settings share that differ by their learning rate alone.
  ///
  /// @return such as `adagrad, 20 replicas`
  public String curve() {
    return "%s, %d %s".formatted(rule(), replicas, replicas == 1 ? "replica" : "replicas");
  }

  /// The method and optimizer, whatever the number of replicas and the learning rate.
  public String rule() {
    return method == SimulatedMethod.SANDBLASTER ? method.toString() : plan.name();
  }

  /// The mean over seeds.
  ///
  /// @param value of one run
  public double mean(ToDoubleFunction<SimulationSummary> value) {
    return runs.values().stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /// The accuracy at the end, or R²: the mean over seeds.
  public double accuracy() {
    return mean(SimulatedSetting::accuracy);
  }

  private static double accuracy(SimulationSummary run) {
    return run.curve().isEmpty()
        ? run.validation().accuracy()
        : run.curve().getLast().validation().accuracy();
  }

  /// How accurate it was, and when: point by point the mean over seeds, as far as all got.
  public List<Point> points() {
    int count = runs.values().stream().mapToInt(run -> run.curve().size()).min().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i;
      points.add(
          new Point(
              mean(run -> run.curve().get(at).seconds()),
              mean(run -> run.curve().get(at).validation().accuracy())));
    }
    return points;
  }

  /// When it was first as accurate as that: the mean over seeds.
  ///
  /// @param target an accuracy, or R²
  /// @return empty if one never was
  public OptionalDouble secondsTo(double target) {
    double sum = 0;
    for (SimulationSummary run : runs.values()) {
      OptionalDouble seconds = secondsTo(run, target);
      if (seconds.isEmpty()) {
        return seconds;
      }
      sum += seconds.getAsDouble();
    }
    return runs.isEmpty() || diverged.isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum / runs.size());
  }

  private static OptionalDouble secondsTo(SimulationSummary run, double target) {
    return run.curve().stream()
        .filter(point -> point.validation().accuracy() >= target)
        .mapToDouble(SimulationSummary.Point::seconds)
        .findFirst();
  }
}
