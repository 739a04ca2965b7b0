package dev.ravine.lab.session;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.nn.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A run as a text, for processes that take part in it.
public final class RemoteTraining {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// What of a text differs from run to run of an experiment.
  private static final String RUNS = "runs";

  private final Optional<Path> data;
  private String known = "";
  private Optional<Experiment> experiment = Optional.empty();

  /// Reads nothing yet.
  ///
  /// @param data where data is here; empty: where it is there
  public RemoteTraining(Optional<Path> data) {
    this.data = data;
  }

  /// Writes a run.
  ///
  /// @param plan of its experiment
  /// @param run one of its runs
  public static String text(ExperimentPlan plan, RunPlan run) {
    return ExperimentPlanJson.write(plan.withRuns(List.of(run)).withoutEnsemble()).toString();
  }

  /// Reads what [#text] wrote, and loads its data, once for all runs of an experiment that follow
  /// each other. For any number of threads.
  ///
  /// @param text of a run
  /// @throws dev.ravine.data.DataException if data is missing or damaged
  public synchronized Training read(String text) {
    ObjectNode json = (ObjectNode) JSON.readTree(text);
    data.ifPresent(folder -> json.put("dataFolder", folder.toAbsolutePath().toString()));
    ExperimentPlan plan = ExperimentPlanJson.read(json);
    json.remove(RUNS);
    String without = json.toString();
    if (experiment.isEmpty() || !known.equals(without)) {
      experiment = Optional.of(ExperimentLoader.load(plan));
      known = without;
    }
    return experiment.get().training(plan.runs().getFirst());
  }
}
