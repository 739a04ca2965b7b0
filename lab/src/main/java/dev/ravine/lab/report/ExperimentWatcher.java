package dev.ravine.lab.report;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Setting;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Follows an experiment whose files grow, and says what is new for a page that shows it: first
/// everything, then what came since. Only what was appended is read.
public final class ExperimentWatcher {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final ExperimentPlan experimentPlan;
  private final List<Tail> tails;
  private int studies;
  private boolean begun;

  /// Prepares to follow.
  ///
  /// @param folder of an experiment
  /// @throws IOException if it is none
  public ExperimentWatcher(Path folder) throws IOException {
    this.folder = folder;
    experimentPlan = ExperimentFolder.plan(folder);
    tails = experimentPlan.runs().stream().map(Tail::new).toList();
  }

  /// Reads what was written since the last call.
  ///
  /// @return JSON: what [Report#data] says, at first; then `runs` that have news, of their tables
  ///   what is new, and `ranks`; empty if there is nothing new
  /// @throws IOException if files can't be read
  public Optional<String> news() throws IOException {
    List<Tail> changed = new ArrayList<>();
    for (Tail tail : tails) {
      if (tail.look()) {
        changed.add(tail);
      }
    }
    int found = studies();
    if (begun && changed.isEmpty() && found == studies) {
      return Optional.empty();
    }
    List<RunRecord> known = tails.stream().flatMap(tail -> tail.record.stream()).toList();
    ObjectNode news = begun ? later(changed, known) : first(known);
    if (begun && found != studies) {
      news.set(
          "studies",
          ReportData.studies(
              ReportSection.find(folder, ReportSection.TEST), ReportSection.find(folder)));
    }
    begun = true;
    studies = found;
    for (Tail tail : changed) {
      tail.sent = RunData.sent(tail.record.orElseThrow(), experimentPlan.steps());
    }
    return Optional.of(Report.safe(news));
  }

  /// How many studies there are: they come when all runs ended.
  private int studies() throws IOException {
    return (ReportSection.find(folder).isPresent() ? 1 : 0)
        + (ReportSection.find(folder, ReportSection.TEST).isPresent() ? 1 : 0);
  }

  private ObjectNode first(List<RunRecord> known) throws IOException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Results results =
        new Results(
            name,
            experimentPlan,
            ExperimentFolder.provenance(folder),
            experimentPlan.runs(),
            known,
            ReportSection.find(folder),
            ReportSection.find(folder, ReportSection.TEST));
    return ReportData.beginning(results);
  }

  private ObjectNode later(List<Tail> changed, List<RunRecord> known) {
    ObjectNode news = JSON.createObjectNode();
    ArrayNode runs = news.putArray("news");
    for (Tail tail : changed) {
      ObjectNode run =
          RunData.of(tail.record.orElseThrow(), experimentPlan, experimentPlan.steps(), tail.sent);
      run.put("experiment", 0);
      run.put("setting", tail.run.label());
      runs.add(run);
    }
    news.set("ranks", ReportData.ranks(Setting.of(known)));
    return news;
  }

  /// One run.
  private final class Tail {

    private final RunPlan run;
    private final Path of;
    private final EventLog.Reader events;
    private Optional<FileTime> ended = Optional.empty();
    private Optional<RunRecord> record = Optional.empty();
    private RunData.Sent sent = RunData.Sent.NOTHING;

    Tail(RunPlan run) {
      this.run = run;
      of = RunFiles.folder(folder, run);
      events = new EventLog.Reader(of.resolve(EventLog.NAME));
    }

    /// Whether there is something new.
    boolean look() throws IOException {
      int before = events.events().size();
      if (!events.more()) {
        sent = RunData.Sent.NOTHING;
        before = -1;
      }
      Path file = of.resolve(RunFiles.RUN);
      Optional<FileTime> end =
          Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
      if (events.events().size() == before && end.equals(ended)) {
        return false;
      }
      ended = end;
      record = RunFiles.read(of, run, experimentPlan, events.events());
      return record.isPresent();
    }
  }
}
