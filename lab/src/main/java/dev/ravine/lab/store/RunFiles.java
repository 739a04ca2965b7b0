package dev.ravine.lab.store;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The files of one run: `run.json` says what it was and what became of it, `events.jsonl` what was
/// measured.
public final class RunFiles {

  /// What became of a run, in its folder.
  public static final String RUN = "run.json";

  private static final String FACTS = "facts";
  private static final String EARLY = "finishedEarly";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private RunFiles() {}

  /// The folder of a run: as it was called by the version that began it.
  public static Path folder(Path experiment, RunPlan run) {
    Path now = experiment.resolve(run.folder());
    Path former = experiment.resolve(run.formerFolder());
    return !Files.exists(now) && Files.exists(former) ? former : now;
  }

  static void write(
      Path folder, ExperimentPlan experimentPlan, Provenance provenance, RunRecord record)
      throws IOException {
    ObjectNode run = json(record);
    run.put("ended", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    run.set(
        "experiment", ExperimentPlanJson.write(experimentPlan.withRuns(List.of(record.plan()))));
    run.set("provenance", JSON.valueToTree(provenance.values()));
    AtomicFile.write(folder.resolve(RUN), PrettyJson.of(run));
  }

  /// Whether a run ended by diverging.
  public static boolean diverged(Path folder) throws IOException {
    return read(folder).path("outcome").asString("").equals("diverged");
  }

  /// Whether more epochs would change nothing: the run diverged, or its patience ran out.
  static boolean hasEndedForGood(Path folder) throws IOException {
    return diverged(folder) || read(folder).path(EARLY).asBoolean(false);
  }

  private static JsonNode read(Path folder) throws IOException {
    Path file = folder.resolve(RUN);
    try {
      return Files.exists(file) ? JSON.readTree(Files.readString(file)) : JSON.createObjectNode();
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// What is known of a run: a run that did not end counts as stopped.
  ///
  /// @return empty if it was not begun
  public static Optional<RunRecord> read(Path folder, RunPlan run, ExperimentPlan experimentPlan)
      throws IOException {
    return read(folder, run, experimentPlan, EventLog.read(folder.resolve(EventLog.NAME)));
  }

  /// The same with events that were read already.
  public static Optional<RunRecord> read(
      Path folder, RunPlan run, ExperimentPlan experimentPlan, List<Event> events)
      throws IOException {
    Path file = folder.resolve(RUN);
    if (Files.exists(file)) {
      return Optional.of(ended(file, run, experimentPlan, events));
    }
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunRecord(
                run,
                new Outcome.Stopped(events.getLast().step()),
                events,
                new StepCost(0, 0),
                experimentPlan.stepsPerEpoch(run),
                experimentPlan.keep(),
                experimentPlan.resolution()));
  }

  private static RunRecord ended(
      Path file, RunPlan run, ExperimentPlan experimentPlan, List<Event> events)
      throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      long steps = json.required("steps").asLong();
      Outcome outcome =
          switch (json.required("outcome").asString()) {
            case "finished" -> new Outcome.Finished(steps, json.path(EARLY).asBoolean(false));
            case "diverged" -> new Outcome.Diverged(steps, json.path("why").asString(""));
            default -> new Outcome.Stopped(steps);
          };
      StepCost cost =
          new StepCost(
              json.required("gradientMillis").asDouble(), json.required("updateMillis").asDouble());
      Map<String, String> facts = new TreeMap<>();
      json.path(FACTS)
          .properties()
          .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString("")));
      return new RunRecord(
          run,
          outcome,
          events,
          cost,
          experimentPlan.stepsPerEpoch(run),
          experimentPlan.keep(),
          experimentPlan.resolution(),
          facts);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// A run as a part of `summary.json`.
  ///
  /// @param record of the run
  /// @return JSON without events
  public static ObjectNode json(RunRecord record) {
    ObjectNode run = JSON.createObjectNode();
    RunPlan plan = record.plan();
    run.put("optimizer", plan.optimizer());
    run.put("recipe", plan.recipe().toString());
    if (plan.recipe().minimizer().isEmpty()) {
      run.put("learningRate", plan.learningRate());
    }
    run.put("seed", plan.seed());
    if (plan.fold() > 0) {
      run.put("fold", plan.fold());
    }
    run.put("folder", plan.folder());
    run.put("setting", plan.label());
    run.put("outcome", record.outcome().word());
    run.put("steps", record.outcome().steps());
    if (record.outcome() instanceof Outcome.Finished finished && finished.early()) {
      run.put(EARLY, true);
    }
    if (record.outcome() instanceof Outcome.Diverged(long step, String why)) {
      run.put("divergedAtStep", step);
      run.put("why", why);
    }
    if (record.finalTrainLoss().isPresent()) {
      run.put("finalTrainLoss", record.finalTrainLoss().getAsDouble());
    } else {
      run.putNull("finalTrainLoss");
    }
    List<Event.Epoch> epochs = record.epochs();
    run.set(
        "trainAccuracy",
        JSON.valueToTree(epochs.stream().map(epoch -> epoch.train().accuracy()).toList()));
    run.set(
        "validationAccuracy",
        JSON.valueToTree(epochs.stream().map(epoch -> epoch.validation().accuracy()).toList()));
    run.put("gradientMillis", record.cost().gradientMillis());
    run.put("updateMillis", record.cost().updateMillis());
    if (!record.facts().isEmpty()) {
      run.set(FACTS, JSON.valueToTree(record.facts()));
    }
    return run;
  }
}
