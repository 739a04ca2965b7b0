package dev.ravine.lab;

import dev.ravine.data.CsvFile;
import dev.ravine.data.NamedSource;
import dev.ravine.data.Source;
import dev.ravine.data.Split;
import dev.ravine.data.Targets;
import dev.ravine.nn.Logits;
import dev.ravine.nn.Mlp;
import dev.ravine.optim.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An experiment as it is written down: all that is needed to build it, now or after an
/// interruption.
///
/// @param kind what it is for: `compare`, `sweep` or `train`
/// @param source which data
/// @param dataFolder where it is; empty for the usual place
/// @param train how many examples to train on
/// @param validation how many to validate on
/// @param model which network
/// @param epochs of every run
/// @param batch examples per step
/// @param keep what is kept of each run
/// @param runs what to do
/// @param teacher the folder of the experiment, or of the run, whose models teach
public record Blueprint(
    String kind,
    Source source,
    Optional<Path> dataFolder,
    int train,
    int validation,
    ModelPlan model,
    int epochs,
    int batch,
    Keep keep,
    List<RunPlan> runs,
    Optional<Path> teacher) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// What is kept of a run.
  public enum Keep {
    /// Its numbers.
    RESULTS,
    /// Its numbers and the trained model.
    RESULTS_AND_MODELS
  }

  /// An experiment without a teacher.
  ///
  /// @param kind what it is for
  /// @param source which data
  /// @param dataFolder where it is; empty for the usual place
  /// @param train how many examples to train on
  /// @param validation how many to validate on
  /// @param model which network
  /// @param epochs of every run
  /// @param batch examples per step
  /// @param keep what is kept of each run
  /// @param runs what to do
  public Blueprint(
      String kind,
      Source source,
      Optional<Path> dataFolder,
      int train,
      int validation,
      ModelPlan model,
      int epochs,
      int batch,
      Keep keep,
      List<RunPlan> runs) {
    this(
        kind,
        source,
        dataFolder,
        train,
        validation,
        model,
        epochs,
        batch,
        keep,
        runs,
        Optional.empty());
  }

  /// Copies the runs.
  public Blueprint {
    runs = List.copyOf(runs);
  }

  /// Loads the data and builds the experiment.
  ///
  /// @return what a [Laboratory] can do
  public Experiment build() {
    Split split = source.load(dataFolder.orElseGet(Source::cache), train, validation);
    Targets targets = split.train().targets();
    String outputs =
        switch (targets) {
          case Targets.Labels labels -> labels.classes() + " classes";
          case Targets.Values values -> "one value";
        };
    String description =
        "A network of %d inputs, %s and %s"
            .formatted(split.train().features(), model.description(), outputs);
    Mlp network = model.build(targets.outputs());
    Optional<Logits> says = teacher.map(folder -> Teacher.says(folder, split.train()));
    return new Experiment(kind, split, network, description, epochs, batch, runs, says);
  }

  /// Whether values are learnt, not classes.
  boolean learnsValues() {
    return source.learnsValues();
  }

  /// How many steps an epoch has.
  int stepsPerEpoch() {
    return train / batch;
  }

  /// How many steps each run has if it finishes.
  ///
  /// @return 1 or more
  public long steps() {
    return (long) epochs * stepsPerEpoch();
  }

  /// The same data, model and budget.
  ///
  /// @param others what to do instead
  /// @return a changed copy
  public Blueprint withRuns(List<RunPlan> others) {
    return new Blueprint(
        kind, source, dataFolder, train, validation, model, epochs, batch, keep, others, teacher);
  }

  ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", kind);
    json.put("data", sourceLabel());
    if (source instanceof CsvFile(Path file, Optional<CsvFile.Column> column)) {
      column.ifPresent(c -> json.put(c.kind().label(), c.name()));
    }
    dataFolder.ifPresent(folder -> json.put("dataFolder", folder.toAbsolutePath().toString()));
    json.put("train", train);
    json.put("validation", validation);
    teacher.ifPresent(folder -> json.put("teacher", folder.toAbsolutePath().toString()));
    ObjectNode network = json.putObject("model");
    network.set("hidden", JSON.valueToTree(model.hidden()));
    network.put("activation", model.activationName());
    network.put("weights", model.weights());
    json.put("epochs", epochs);
    json.put("batch", batch);
    json.put("keepModels", keep == Keep.RESULTS_AND_MODELS);
    ArrayNode list = json.putArray("runs");
    for (RunPlan run : runs) {
      ObjectNode entry = list.addObject();
      entry.put("optimizer", run.optimizer());
      entry.put("recipe", run.recipe().toString());
      entry.put("seed", run.seed());
      run.lesson().ifPresent(lesson -> entry.put("lesson", lesson.toString()));
      if (!run.revisions().isEmpty()) {
        ObjectNode revisions = entry.putObject("revisions");
        run.revisions().forEach(r -> revisions.put(r.key(), r.value().toString()));
      }
    }
    return json;
  }

  static Blueprint fromJson(JsonNode json) {
    List<RunPlan> runs = new ArrayList<>();
    for (JsonNode entry : json.required("runs")) {
      RunPlan run =
          RunPlan.of(
              entry.required("optimizer").asString(),
              Optimizer.parse(entry.required("recipe").asString()),
              entry.required("seed").asLong());
      for (Map.Entry<String, JsonNode> revision : entry.path("revisions").properties()) {
        run = run.with(Revision.parse(revision.getKey(), revision.getValue().asString()));
      }
      if (entry.has("lesson")) {
        run = run.with(Lesson.parse(entry.get("lesson").asString()));
      }
      runs.add(run);
    }
    return new Blueprint(
        json.required("kind").asString(),
        source(json),
        Optional.ofNullable(json.get("dataFolder")).map(JsonNode::asString).map(Path::of),
        json.required("train").asInt(),
        json.required("validation").asInt(),
        model(json.required("model")),
        json.required("epochs").asInt(),
        json.required("batch").asInt(),
        json.required("keepModels").asBoolean() ? Keep.RESULTS_AND_MODELS : Keep.RESULTS,
        runs,
        Optional.ofNullable(json.get("teacher")).map(JsonNode::asString).map(Path::of));
  }

  /// Files are found again from any folder.
  private String sourceLabel() {
    return source instanceof NamedSource
        ? source.label()
        : Path.of(source.label()).toAbsolutePath().toString();
  }

  private static Source source(JsonNode json) {
    String data = json.required("data").asString();
    Source source =
        Source.find(data)
            .orElseThrow(
                () -> new IllegalArgumentException(data + " is no data set, and not there"));
    for (CsvFile.Kind kind : CsvFile.Kind.values()) {
      if (json.has(kind.label())) {
        source = source.learning(new CsvFile.Column(kind, json.get(kind.label()).asString()));
      }
    }
    return source;
  }

  private static ModelPlan model(JsonNode json) {
    List<Integer> hidden = new ArrayList<>();
    json.required("hidden").forEach(width -> hidden.add(width.asInt()));
    return new ModelPlan(
        hidden,
        ModelPlan.activation(json.required("activation").asString()),
        json.required("weights").asString());
  }
}
