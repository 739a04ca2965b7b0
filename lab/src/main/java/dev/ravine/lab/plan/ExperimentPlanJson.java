package dev.ravine.lab.plan;

import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.data.source.Source;
import dev.ravine.data.table.TableOptions;
import dev.ravine.data.table.TargetColumn;
import dev.ravine.nn.objective.Sampling;
import dev.ravine.nn.predict.Combination;
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

/// An [ExperimentPlan] as it stands in `experiment.json` and `run.json`.
public final class ExperimentPlanJson {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private ExperimentPlanJson() {}

  /// Writes a plan.
  ///
  /// @param experimentPlan any
  /// @return JSON
  public static ObjectNode write(ExperimentPlan experimentPlan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", experimentPlan.kind());
    json.put("data", label(experimentPlan.source()));
    if (experimentPlan.source()
        instanceof CsvFile(Path file, Optional<TargetColumn> column, TableOptions options)) {
      column.ifPresent(c -> json.put(c.kind().label(), c.name()));
      if (options.inference() == TableOptions.Inference.COLUMNS) {
        TableSettings.write(options, json.putObject("table"));
      }
    }
    if (experimentPlan.source() instanceof PictureFolder pictures
        && pictures.order() == PictureFolder.Arrangement.STRATIFIED) {
      ObjectNode how = json.putObject("pictures");
      pictures.size().ifPresent(size -> how.put("resize", size.toString()));
    }
    experimentPlan.options().write(json);
    experimentPlan
        .dataFolder()
        .ifPresent(folder -> json.put("dataFolder", folder.toAbsolutePath().toString()));
    json.put("train", experimentPlan.train());
    json.put("validation", experimentPlan.validation());
    experimentPlan
        .teacher()
        .ifPresent(folder -> json.put("teacher", folder.toAbsolutePath().toString()));
    if (experimentPlan.transfer() > 0) {
      json.put("transfer", experimentPlan.transfer());
    }
    ObjectNode network = json.putObject("model");
    experimentPlan.model().write(network);
    json.put("epochs", experimentPlan.epochs());
    json.put("batch", experimentPlan.batch());
    json.put("keepModels", experimentPlan.keep().label());
    experimentPlan
        .ensemble()
        .ifPresent(ensemblePlan -> {
          ObjectNode members = json.putObject("ensemble");
          members.put("from", ensemblePlan.from().label());
          members.put("members", ensemblePlan.members());
          members.put("combination", ensemblePlan.combination().label());
        });
    ArrayNode list = json.putArray("runs");
    for (RunPlan run : experimentPlan.runs()) {
      ObjectNode entry = list.addObject();
      entry.put("optimizer", run.optimizer());
      entry.put("recipe", run.recipe().toString());
      entry.put("seed", run.seed());
      run.model().ifPresent(other -> other.write(entry.putObject("model")));
      if (run.sampling() == Sampling.BOOTSTRAP) {
        entry.put("bagged", true);
      }
      run.budget().epochs().ifPresent(times -> entry.put("epochs", times));
      run.budget().batch().ifPresent(examples -> entry.put("batch", examples));
      if (run.fold() > 0) {
        entry.put("fold", run.fold());
      }
      run.softTargets().ifPresent(softTargets -> entry.put("lesson", softTargets.toString()));
      if (!run.revisions().isEmpty()) {
        ObjectNode revisions = entry.putObject("revisions");
        run.revisions().forEach(r -> revisions.put(r.key(), r.value().toString()));
      }
    }
    return json;
  }

  /// Reads a plan that [#write] wrote, now or in an earlier version.
  ///
  /// @param json of `experiment.json` or `run.json`
  /// @return the plan
  public static ExperimentPlan read(JsonNode json) {
    List<RunPlan> runs = new ArrayList<>();
    for (JsonNode entry : json.required("runs")) {
      RunPlan run =
          RunPlan.of(
              entry.required("optimizer").asString(),
              Optimizer.parse(entry.required("recipe").asString()),
              entry.required("seed").asLong());
      for (Map.Entry<String, JsonNode> revision : entry.path("revisions").properties()) {
        run =
            run.with(HyperparameterChange.parse(revision.getKey(), revision.getValue().asString()));
      }
      if (entry.has("lesson")) {
        run = run.with(SoftTargets.parse(entry.get("lesson").asString()));
      }
      if (entry.has("model")) {
        run = run.with(ModelPlan.read(entry.get("model")));
      }
      if (entry.path("bagged").asBoolean(false)) {
        run = run.with(Sampling.BOOTSTRAP);
      }
      run =
          run.with(
                  new Budget(
                      Optional.ofNullable(entry.get("epochs")).map(JsonNode::asInt),
                      Optional.ofNullable(entry.get("batch")).map(JsonNode::asInt)))
              .onFold(entry.path("fold").asInt(0));
      runs.add(run);
    }
    return new ExperimentPlan(
        json.required("kind").asString(),
        source(json),
        Optional.ofNullable(json.get("dataFolder")).map(JsonNode::asString).map(Path::of),
        json.required("train").asInt(),
        json.required("validation").asInt(),
        ModelPlan.read(json.required("model")),
        json.required("epochs").asInt(),
        json.required("batch").asInt(),
        KeptModels.named(json.required("keepModels").asString()),
        runs,
        Optional.ofNullable(json.get("teacher")).map(JsonNode::asString).map(Path::of),
        json.path("transfer").asInt(0),
        Optional.ofNullable(json.get("ensemble"))
            .map(members ->
                new EnsemblePlan(
                    EnsemblePlan.From.named(members.required("from").asString()),
                    members.required("members").asInt(),
                    Combination.named(members.required("combination").asString()))),
        TrainingOptions.read(json));
  }

  /// Files are found again from any folder.
  private static String label(Source source) {
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
    for (TargetColumn.Kind kind : TargetColumn.Kind.values()) {
      if (json.has(kind.label())) {
        source = source.learning(new TargetColumn(kind, json.get(kind.label()).asString()));
      }
    }
    if (source
        instanceof
        PictureFolder(
            Path folder,
            Optional<PictureFolder.Size> size,
            PictureFolder.Arrangement order)) {
      source =
          new PictureFolder(
              folder,
              Optional.ofNullable(json.path("pictures").get("resize"))
                  .map(text -> PictureFolder.Size.parse(text.asString())),
              json.has("pictures") ? order : PictureFolder.Arrangement.MIXED);
    }
    if (source instanceof CsvFile) {
      source =
          source.reading(
              json.has("table") ? TableSettings.read(json.get("table")) : TableOptions.plain());
    }
    return source;
  }
}
