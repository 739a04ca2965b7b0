package dev.ravine.lab.report;

import dev.ravine.lab.files.Csv;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Experiments as numbers for other programs, with all digits.
public final class Export {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Export() {}

  /// A row for each event: which run, when, and every [Metric], empty where it was not measured.
  ///
  /// @param experiments one or more
  /// @return CSV with a head
  public static String csv(List<Results> experiments) {
    List<String> head =
        new ArrayList<>(
            List.of(
                "experiment",
                "optimizer",
                "recipe",
                "rate",
                "seed",
                "fold",
                "step",
                "epoch",
                "gradients",
                "seconds"));
    for (Metric measure : Metric.values()) {
      head.add(measure.label());
    }
    Csv csv = new Csv(head);
    for (Results results : experiments) {
      for (RunRecord run : results.runs()) {
        RunPlan plan = run.plan();
        for (Event event : run.events()) {
          List<Object> row =
              new ArrayList<>(
                  List.of(
                      results.name(),
                      plan.name(),
                      plan.recipe().toString(),
                      plan.recipe().minimizer().isPresent() ? "" : plan.learningRate(),
                      plan.seed(),
                      plan.fold(),
                      event.step(),
                      TimeAxis.EPOCH.at(event, plan, results.experimentPlan()),
                      event.gradients(),
                      event.seconds()));
          for (Metric measure : Metric.values()) {
            row.add(measure.of(event));
          }
          csv.row(row);
        }
      }
    }
    return csv.toString();
  }

  /// A row for each number that was measured.
  ///
  /// @param experiments one or more
  /// @return CSV with a head
  public static String longCsv(List<Results> experiments) {
    Csv csv =
        new Csv(
            "experiment",
            "optimizer",
            "rate",
            "seed",
            "fold",
            "step",
            "epoch",
            "seconds",
            "measure",
            "value");
    for (Results results : experiments) {
      for (RunRecord run : results.runs()) {
        RunPlan plan = run.plan();
        for (Event event : run.events()) {
          for (Metric measure : Metric.values()) {
            OptionalDouble value = measure.of(event);
            if (value.isPresent()) {
              csv.row(
                  results.name(),
                  plan.name(),
                  plan.recipe().minimizer().isPresent() ? "" : plan.learningRate(),
                  plan.seed(),
                  plan.fold(),
                  event.step(),
                  TimeAxis.EPOCH.at(event, plan, results.experimentPlan()),
                  event.seconds(),
                  measure.label(),
                  value);
            }
          }
        }
      }
    }
    return csv.toString();
  }

  /// A list of experiments: what was asked for, where the numbers come from, and for each run what
  /// became of it and its events.
  ///
  /// @param experiments one or more
  /// @return JSON
  public static String json(List<Results> experiments) {
    ArrayNode list = JSON.createArrayNode();
    for (Results results : experiments) {
      ObjectNode experiment = list.addObject();
      experiment.put("name", results.name());
      experiment.set("experiment", ExperimentPlanJson.write(results.experimentPlan()));
      experiment.set("provenance", JSON.valueToTree(results.provenance().values()));
      ArrayNode runs = experiment.putArray("runs");
      for (RunRecord record : results.runs()) {
        ObjectNode run = RunFiles.json(record);
        ArrayNode events = run.putArray("events");
        record.events().forEach(event -> events.add(EventLog.json(event)));
        runs.add(run);
      }
    }
    return list + "\n";
  }
}
