package dev.ravine.lab;

import dev.ravine.nn.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The files of one run: `run.json`, `losses.csv`, `accuracies.csv`.
final class RunFiles {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private RunFiles() {}

  static void write(Path folder, RunRecord record) throws IOException {
    Store.write(folder.resolve("losses.csv"), losses(record));
    Store.write(folder.resolve("accuracies.csv"), accuracies(record));
    // Last, because whoever finds it takes the run for ended.
    Store.write(folder.resolve("run.json"), Store.pretty(json(record)));
  }

  /// What became of a run, unless it has not ended yet.
  static Optional<RunRecord> read(Path folder, RunPlan run, Experiment experiment)
      throws IOException {
    Path file = folder.resolve("run.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      long steps = json.required("steps").asLong();
      Optional<Outcome> outcome =
          switch (json.required("outcome").asString()) {
            case "finished" -> Optional.of(new Outcome.Finished(steps));
            case "diverged" ->
                Optional.of(new Outcome.Diverged(steps, json.path("why").asString("")));
            default -> Optional.empty();
          };
      if (outcome.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new RunRecord(
              run,
              outcome.get(),
              column(folder.resolve("losses.csv"), 1),
              column(folder.resolve("accuracies.csv"), 1),
              column(folder.resolve("accuracies.csv"), 2),
              json.required("millisPerStep").asDouble(),
              experiment.training(run).stepsPerEpoch()));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Double> column(Path file, int column) throws IOException {
    List<Double> values = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      values.add(Double.valueOf(line.split(",", -1)[column]));
    }
    return values;
  }

  static ObjectNode json(RunRecord record) {
    ObjectNode run = JSON.createObjectNode();
    RunPlan plan = record.plan();
    run.put("optimizer", plan.optimizer());
    run.put("recipe", plan.recipe().toString());
    run.put("learningRate", plan.learningRate());
    run.put("seed", plan.seed());
    run.put("folder", plan.folder());
    run.put("outcome", record.outcome().word());
    run.put("steps", record.outcome().steps());
    if (record.outcome() instanceof Outcome.Diverged(long step, String why)) {
      run.put("divergedAtStep", step);
      run.put("why", why);
    }
    if (record.finalTrainLoss().isPresent()) {
      run.put("finalTrainLoss", record.finalTrainLoss().getAsDouble());
    } else {
      run.putNull("finalTrainLoss");
    }
    run.set("trainAccuracy", JSON.valueToTree(record.trainAccuracy()));
    run.set("validationAccuracy", JSON.valueToTree(record.validationAccuracy()));
    run.put("millisPerStep", record.millisPerStep());
    return run;
  }

  private static String losses(RunRecord record) {
    StringBuilder csv = new StringBuilder("step,loss\n");
    for (int i = 0; i < record.losses().size(); i++) {
      csv.append(i + 1).append(',').append(record.losses().get(i)).append('\n');
    }
    return csv.toString();
  }

  private static String accuracies(RunRecord record) {
    StringBuilder csv = new StringBuilder("epoch,trainAccuracy,validationAccuracy\n");
    for (int i = 0; i < record.trainAccuracy().size(); i++) {
      csv.append(i).append(',').append(record.trainAccuracy().get(i)).append(',');
      csv.append(record.validationAccuracy().get(i)).append('\n');
    }
    return csv.toString();
  }
}
