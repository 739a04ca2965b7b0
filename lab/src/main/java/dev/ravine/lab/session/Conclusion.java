package dev.ravine.lab.session;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.report.Report;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.RunFiles;
import dev.ravine.lab.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an experiment has come to: its results, and what is said of models together and on test
/// data.
///
/// @param kind of experiment, such as `compare`
/// @param results of the runs kept so far
public record Conclusion(String kind, Results results) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// Evaluates ensemble, students and test data if all runs ended, and writes `summary.json` and
  /// `report.html`.
  ///
  /// @param store of the experiment
  /// @param experiment whose runs it keeps
  /// @return what was written
  /// @throws UncheckedIOException if the disk fails
  public static Conclusion of(Store store, Experiment experiment) {
    try {
      FinalEvaluation studies =
          new FinalEvaluation(store.folder(), store.experimentPlan(), experiment, store.records());
      Optional<ReportSection> together = studies.together();
      Conclusion conclusion =
          new Conclusion(experiment.kind(), store.results(together, studies.tested()));
      AtomicFile.write(store.folder().resolve("summary.json"), conclusion.summary());
      AtomicFile.write(
          store.folder().resolve("report.html"), Report.html(List.of(conclusion.results)));
      return conclusion;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written: %s".formatted(store.folder(), e.getMessage()), e);
    }
  }

  /// What `summary.json` holds.
  ///
  /// @return JSON
  public String summary() {
    ObjectNode summary = JSON.createObjectNode();
    summary.put("kind", kind);
    summary.put("runsPlanned", results.asked().size());
    summary.set("provenance", JSON.valueToTree(results.provenance().values()));
    results.study().ifPresent(of -> put(summary.putObject("study"), of));
    results.test().ifPresent(of -> put(summary.putObject("test"), of));
    ArrayNode runs = summary.putArray("runs");
    results.runs().forEach(record -> runs.add(RunFiles.json(record)));
    return PrettyJson.of(summary);
  }

  private static void put(ObjectNode told, ReportSection of) {
    told.put("title", of.title());
    told.put("note", of.note());
    told.set("head", JSON.valueToTree(of.head()));
    told.set("rows", JSON.valueToTree(of.rows()));
  }
}
