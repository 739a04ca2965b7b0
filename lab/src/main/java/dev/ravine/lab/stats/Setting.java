package dev.ravine.lab.stats;

import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// Runs that differ by their seed alone.
///
/// @param label such as `adam 1e-3`
/// @param runs one or more
public record Setting(String label, List<RunRecord> runs) {

  public Setting {
    runs = List.copyOf(runs);
  }

  /// Sorts runs into settings.
  ///
  /// @param runs of one experiment
  /// @return settings in the order of their first runs
  public static List<Setting> of(List<RunRecord> runs) {
    Map<String, List<RunRecord>> byLabel = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      byLabel.computeIfAbsent(run.plan().label(), label -> new ArrayList<>()).add(run);
    }
    return byLabel.entrySet().stream()
        .map(entry -> new Setting(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Sorts the runs of several experiments into settings. A label has the experiment's name in
  /// front where it would not tell settings apart: if several experiments have such a setting, or
  /// if they are about several problems.
  ///
  /// @param experiments one or more
  /// @return for each experiment its settings
  public static List<List<Setting>> named(List<Results> experiments) {
    boolean problems = experiments.stream().map(Results::problems).distinct().count() > 1;
    Map<String, Integer> count = new LinkedHashMap<>();
    for (Results results : experiments) {
      of(results.runs()).forEach(setting -> count.merge(setting.label, 1, Integer::sum));
    }
    return experiments.stream()
        .map(results ->
            of(results.runs()).stream()
                .map(setting ->
                    problems || count.getOrDefault(setting.label, 0) > 1
                        ? new Setting(results.name() + ": " + setting.label, setting.runs)
                        : setting)
                .toList())
        .toList();
  }

  /// What its runs share.
  ///
  /// @return the first run's plan
  public RunPlan plan() {
    return runs.getFirst().plan();
  }

  /// Whether any run diverged.
  ///
  /// @return true if at least one did
  public boolean diverged() {
    return runs.stream().anyMatch(RunRecord::diverged);
  }

  /// The training accuracy of the model that is kept.
  ///
  /// @return 0 … 1, of every run that did an epoch
  public double[] trainAccuracy() {
    return results(epoch -> epoch.train().accuracy());
  }

  /// The validation accuracy of the model that is kept.
  ///
  /// @return 0 … 1, of every run that did an epoch
  public double[] validationAccuracy() {
    return results(epoch -> epoch.validation().accuracy());
  }

  /// The validation loss of the model that is kept.
  ///
  /// @return of every run that did an epoch
  public double[] validationLoss() {
    return results(epoch -> epoch.validation().loss());
  }

  private double[] results(ToDoubleFunction<Event.Epoch> pick) {
    return runs.stream().flatMap(run -> run.result().stream()).mapToDouble(pick).toArray();
  }

  /// The training loss of the model that is kept, on the examples of [#trainAccuracy()].
  ///
  /// @return of every run that did not diverge
  public double[] trainLoss() {
    return runs.stream().flatMapToDouble(run -> run.trainLoss().stream()).toArray();
  }

  /// The time of a step.
  ///
  /// @return milliseconds, the mean over the runs
  public double millisPerStep() {
    return mean(runs.stream().mapToDouble(run -> run.cost().millis()));
  }

  private static double mean(DoubleStream values) {
    return values.average().orElse(0);
  }
}
