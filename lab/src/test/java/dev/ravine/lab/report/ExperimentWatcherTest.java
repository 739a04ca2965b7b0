package dev.ravine.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.source.NamedSource;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page that follows an experiment has is what one that comes late is sent.
class ExperimentWatcherTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PER_EPOCH = 40;

  @TempDir private Path folder = Path.of(".");

  /// Enough steps that nine of them share a bucket.
  static ExperimentPlan experimentPlan() {
    return new ExperimentPlan(
        "train",
        NamedSource.STROKES,
        Optional.empty(),
        4000,
        100,
        ModelPlan.published(),
        125,
        4000 / PER_EPOCH,
        KeptModels.RESULTS,
        List.of(RunPlan.of("sgd", Optimizer.of(Sgd.of(0.1)), 0)));
  }

  private static List<Event> events(int from, int to, double seconds) {
    List<Event> events = new ArrayList<>();
    for (int step = from; step < to; step++) {
      Optional<Diagnosis> diagnosis =
          step <= 10 || step % 8 == 0
              ? Optional.of(new Diagnosis(0.1, step, 1e-3 * step))
              : Optional.empty();
      events.add(new Event.Step(step, step, seconds * step, 1.0 / step, diagnosis));
      if (step % PER_EPOCH == 0) {
        Evaluation evaluation = new Evaluation(1 - 1.0 / step, 1.0 / step);
        events.add(
            new Event.Epoch(step / PER_EPOCH, step, step, seconds * step, evaluation, evaluation));
      }
    }
    return events;
  }

  @Test
  void newsAddUpToTheWhole() throws IOException {
    ExperimentPlan experimentPlan = experimentPlan();
    ObjectNode written = ExperimentPlanJson.write(experimentPlan);
    written.set("provenance", JSON.valueToTree(Map.of("data", "strokes")));
    Files.writeString(folder.resolve(ExperimentFolder.EXPERIMENT), written.toString());
    Path run = Files.createDirectories(folder.resolve(experimentPlan.runs().getFirst().folder()));
    ExperimentWatcher follower = new ExperimentWatcher(folder);
    ObjectNode page = (ObjectNode) JSON.readTree(follower.news().orElseThrow());
    assertThat(page.path("runs").size()).isZero();
    assertThat(follower.news()).isEmpty();
    Path file = run.resolve(EventLog.NAME);
    long cut = 0;
    int[] ends = {1, 2, 5, 6, 47, 48, 130, 700};
    try (EventLog log = EventLog.after(file, 0)) {
      for (int i = 1; i < ends.length; i++) {
        events(ends[i - 1], ends[i], 1e-3).forEach(log::add);
        long size = log.force();
        cut = ends[i] == 130 ? size : cut;
        merge(page, JSON.readTree(follower.news().orElseThrow()));
        assertThat(page.path("runs")).as("after step %d", ends[i]).isEqualTo(late());
      }
    }
    assertThat(follower.news()).isEmpty();
    // The run goes on from a checkpoint: the same steps, other times.
    try (EventLog log = EventLog.after(file, cut)) {
      events(130, 1000, 2e-3).forEach(log::add);
      log.force();
    }
    merge(page, JSON.readTree(follower.news().orElseThrow()));
    assertThat(page.path("runs")).isEqualTo(late());
    assertThat(page.path("runs").get(0).path("steps").path("bucket").asInt()).isEqualTo(9);
    ReportSection study =
        new ReportSection("Tested", "", List.of("a"), List.of(), List.of(), List.of());
    study.write(folder, ReportSection.TEST);
    JsonNode last = JSON.readTree(follower.news().orElseThrow());
    assertThat(last.path("studies").get(0).path("title").asString()).isEqualTo("Tested");
    assertThat(follower.news()).isEmpty();
  }

  private JsonNode late() throws IOException {
    return JSON.readTree(new ExperimentWatcher(folder).news().orElseThrow()).path("runs");
  }

  /// As `page.js` does it.
  private static void merge(ObjectNode page, JsonNode news) {
    ArrayNode runs = (ArrayNode) page.path("runs");
    page.set("ranks", news.path("ranks"));
    for (JsonNode run : news.path("news")) {
      if (runs.isEmpty()) {
        runs.add(run);
      } else {
        run.properties()
            .forEach(e -> {
              ObjectNode known = (ObjectNode) runs.get(0);
              if (e.getValue().has("from")) {
                extend((ObjectNode) known.get(e.getKey()), e.getValue());
              } else {
                known.set(e.getKey(), e.getValue());
              }
            });
      }
    }
  }

  private static void extend(ObjectNode table, JsonNode more) {
    int from = more.path("from").asInt();
    more.properties()
        .forEach(e -> {
          if (e.getValue() instanceof ArrayNode values) {
            ArrayNode column = (ArrayNode) table.get(e.getKey());
            while (column.size() > from) {
              column.remove(from);
            }
            column.addAll(values);
          }
        });
  }
}
