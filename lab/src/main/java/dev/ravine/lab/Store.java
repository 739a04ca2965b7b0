package dev.ravine.lab;

import dev.ravine.nn.Outcome;
import dev.ravine.nn.Trainer;
import dev.ravine.nn.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The folder of an experiment: `summary.json`, `report.html`, and for each run a folder with
/// `run.json`, `losses.csv` and `accuracies.csv`. Files are written aside and moved into place.
public final class Store {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Experiment experiment;
  private final Provenance provenance;
  private final Map<Integer, RunRecord> records = new TreeMap<>();

  private Store(Path folder, Experiment experiment, Provenance provenance) {
    this.folder = folder;
    this.experiment = experiment;
    this.provenance = provenance;
  }

  /// Makes the folder.
  ///
  /// @param folder must not hold anything yet
  /// @param experiment whose runs will be kept
  /// @param provenance is kept with them
  /// @return an empty store
  /// @throws IOException if the folder can't be made or written to, or holds something
  public static Store create(Path folder, Experiment experiment, Provenance provenance)
      throws IOException {
    checkWritable(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("%s can't be made: the system does not allow it".formatted(folder), e);
    }
    return new Store(folder, experiment, provenance);
  }

  /// Checks that a folder can be made and written to, before anything costly is done.
  ///
  /// @param folder must not hold anything yet
  /// @throws IOException with one sentence if not
  public static void checkWritable(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file, but must be a folder");
      }
      try (var content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new IOException(
              folder + " holds something already: name an empty folder, or one that is not there");
        }
      }
    }
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(
          "%s can't be written: %s does not allow it".formatted(folder, existing));
    }
  }

  /// The folder.
  ///
  /// @return where everything is
  public Path folder() {
    return folder;
  }

  /// Keeps a run.
  ///
  /// @param record what became of it
  /// @throws UncheckedIOException if the disk fails
  public synchronized void add(RunRecord record) {
    try {
      Path run = runFolder(record);
      Files.createDirectories(run);
      write(run.resolve("run.json"), pretty(runNode(record)));
      write(run.resolve("losses.csv"), losses(record));
      write(run.resolve("accuracies.csv"), accuracies(record));
      records.put(experiment.runs().indexOf(record.plan()), record);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /// Keeps a trained model in its run's folder, as `model.safetensors`.
  ///
  /// @param record of the run
  /// @param trainer holds the parameters
  /// @throws UncheckedIOException if the disk fails
  public void addModel(RunRecord record, Trainer trainer) {
    try {
      Path run = runFolder(record);
      Files.createDirectories(run);
      Weights.write(
          run.resolve("model.safetensors"),
          trainer.layout(),
          trainer.weights(),
          Map.of(
              "model", experiment.modelDescription(),
              "optimizer", record.plan().recipe().toString(),
              "outcome", record.outcome().word()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private Path runFolder(RunRecord record) {
    return folder.resolve(record.plan().folder());
  }

  /// The runs kept so far.
  ///
  /// @return in the experiment's order
  public synchronized List<RunRecord> records() {
    return List.copyOf(records.values());
  }

  /// Writes `summary.json` and `report.html` for the runs kept so far.
  ///
  /// @throws UncheckedIOException if the disk fails
  public synchronized void finish() {
    try {
      write(folder.resolve("summary.json"), pretty(summary(records.values())));
      write(folder.resolve("report.html"), Report.html(experiment, provenance, records()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private ObjectNode summary(Collection<RunRecord> finished) {
    ObjectNode summary = JSON.createObjectNode();
    summary.put("kind", experiment.kind());
    summary.put("runsPlanned", experiment.runs().size());
    summary.set("provenance", JSON.valueToTree(provenance.values()));
    ArrayNode runs = summary.putArray("runs");
    finished.forEach(record -> runs.add(runNode(record)));
    return summary;
  }

  private static ObjectNode runNode(RunRecord record) {
    ObjectNode run = JSON.createObjectNode();
    RunPlan plan = record.plan();
    run.put("optimizer", plan.optimizer());
    run.put("recipe", plan.recipe().toString());
    run.put("learningRate", plan.learningRate());
    run.put("seed", plan.seed());
    run.put("folder", plan.folder());
    run.put("outcome", record.outcome().word());
    run.put("steps", record.outcome().steps());
    if (record.outcome() instanceof Outcome.Diverged(long step)) {
      run.put("divergedAtStep", step);
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

  private static String pretty(ObjectNode node) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
  }

  private static void write(Path file, String text) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(aside, text, StandardCharsets.UTF_8);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
