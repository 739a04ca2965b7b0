package dev.ravine.lab.simulation;

import dev.ravine.cluster.simulation.DivergedException;
import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.nn.train.Training;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Does the runs of an experiment in a simulated cluster, several at once.
public final class SimulatedSettings {

  private final SimulatedCluster cluster;
  private final List<Task> tasks = new ArrayList<>();

  /// One run, to be simulated.
  private record Task(SimulatedMethod method, RunPlan plan, Training training, int replicas) {

    /// What runs of other seeds have in common with it.
    String setting() {
      return "%s %s %d".formatted(method, plan.label(), replicas);
    }
  }

  /// Before the first run.
  ///
  /// @param cluster that they are done in
  /// @param experiment all of whose runs are done
  /// @param methods of the runs, in their order
  /// @param replicas each of these numbers
  /// @throws IllegalArgumentException if one can't be done
  public SimulatedSettings(
      SimulatedCluster cluster,
      Experiment experiment,
      List<SimulatedMethod> methods,
      List<Integer> replicas) {
    this.cluster = cluster;
    for (int run = 0; run < methods.size(); run++) {
      RunPlan plan = experiment.runs().get(run);
      SimulatedMethod method = methods.get(run);
      Training training = experiment.training(plan);
      for (int count : replicas) {
        cluster.check(method, training, count);
        tasks.add(new Task(method, plan, training, count));
      }
    }
  }

  /// Does all of them.
  ///
  /// @param threads how many at once
  /// @param done is told of each setting, in their order
  /// @return the same bits for any number of threads
  public List<SimulatedSetting> run(int threads, Consumer<SimulatedSetting> done) {
    List<SimulatedSetting> settings = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Map<String, Map<Task, Future<SimulationSummary>>> running = new LinkedHashMap<>();
      for (Task task : tasks) {
        running
            .computeIfAbsent(task.setting(), name -> new LinkedHashMap<>())
            .put(task, executor.submit(() -> simulate(task)));
      }
      for (Map<Task, Future<SimulationSummary>> ofSeeds : running.values()) {
        settings.add(setting(ofSeeds));
        done.accept(settings.getLast());
      }
    } finally {
      executor.shutdownNow();
      executor.close();
    }
    return settings;
  }

  private SimulationSummary simulate(Task task) {
    return cluster.run(task.method, task.training, task.replicas, Seed.of(task.plan.seed()));
  }

  private static SimulatedSetting setting(Map<Task, Future<SimulationSummary>> ofSeeds) {
    SortedMap<Long, SimulationSummary> runs = new TreeMap<>();
    Optional<String> diverged = Optional.empty();
    for (Map.Entry<Task, Future<SimulationSummary>> running : ofSeeds.entrySet()) {
      try {
        runs.put(running.getKey().plan().seed(), running.getValue().get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DivergedException divergence) {
          diverged = Optional.ofNullable(divergence.getMessage());
        } else {
          throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    Task first = ofSeeds.keySet().iterator().next();
    return new SimulatedSetting(first.method, first.plan, first.replicas, runs, diverged);
  }

  /// Of settings that differ by their learning rate alone, the most accurate one at the end.
  ///
  /// @param settings in any order
  /// @return one for each curve that did not diverge at all rates, in their order
  public static List<SimulatedSetting> best(List<SimulatedSetting> settings) {
    return choose(settings, Comparator.comparingDouble(SimulatedSetting::accuracy).reversed());
  }

  /// Of settings that differ by their learning rate alone, the one that is first as accurate as
  /// that.
  ///
  /// @param settings in any order
  /// @param target an accuracy, or R²
  /// @return one for each curve that gets there, in their order
  public static List<SimulatedSetting> first(List<SimulatedSetting> settings, double target) {
    return choose(
        settings.stream().filter(setting -> setting.secondsTo(target).isPresent()).toList(),
        Comparator.comparingDouble(
            setting -> setting.secondsTo(target).orElse(Double.POSITIVE_INFINITY)));
  }

  private static List<SimulatedSetting> choose(
      List<SimulatedSetting> settings, Comparator<SimulatedSetting> order) {
    Map<String, List<SimulatedSetting>> curves =
        settings.stream()
            .filter(setting -> setting.diverged().isEmpty())
            .collect(
                Collectors.groupingBy(
                    SimulatedSetting::curve, LinkedHashMap::new, Collectors.toList()));
    return curves.values().stream().map(curve -> curve.stream().min(order).orElseThrow()).toList();
  }
}
