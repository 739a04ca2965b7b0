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

  private RemoteTraining() {}

  /// Writes a run.
  ///
  /// @param plan of its experiment
  /// @param run one of its runs
  public static String text(ExperimentPlan plan, RunPlan run) {
    return ExperimentPlanJson.write(plan.withRuns(List.of(run)).withoutEnsemble()).toString();
  }

  /// Reads what [#text] wrote, and loads its data.
  ///
  /// @param text of a run
  /// @param data where data is here; empty: where it is there
  /// @throws dev.ravine.data.DataException if data is missing or damaged
  public static Training read(String text, Optional<Path> data) {
    ObjectNode json = (ObjectNode) JSON.readTree(text);
    data.ifPresent(folder -> json.put("dataFolder", folder.toAbsolutePath().toString()));
    Experiment experiment = ExperimentLoader.load(ExperimentPlanJson.read(json));
    return experiment.training(experiment.runs().getFirst());
  }
}
