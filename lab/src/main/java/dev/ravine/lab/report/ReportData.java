package dev.ravine.lab.report;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.stats.Ranking;
import dev.ravine.lab.stats.SeedStatistics;
import dev.ravine.lab.stats.Setting;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.lab.store.Results;
import dev.ravine.plot.Palette;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page shows, as JSON. Curves of more than 600 steps are cut into buckets: of each the
/// mean, the least and the greatest loss are kept, so that means over windows are means of all that
/// was measured.
final class ReportData {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private ReportData() {}

  /// A report: buckets suit the longest run that is there.
  static ObjectNode of(List<Results> results) {
    return of(
        results,
        result ->
            result.runs().stream().mapToLong(run -> run.outcome().steps()).reduce(1, Math::max));
  }

  /// A page that follows: buckets suit the steps that runs will have.
  static ObjectNode beginning(Results result) {
    return of(List.of(result), all -> all.experimentPlan().steps());
  }

  private static ObjectNode of(List<Results> results, ToLongFunction<Results> span) {
    ObjectNode data = JSON.createObjectNode();
    ArrayNode experiments = data.putArray("experiments");
    ArrayNode runs = data.putArray("runs");
    int seeds = 2;
    List<List<Setting>> settings = Setting.named(results);
    for (Results result : results) {
      int experiment = experiments.size();
      experiments.add(experiment(result, results));
      Map<String, String> labels = new HashMap<>();
      settings
          .get(experiment)
          .forEach(setting -> labels.put(setting.plan().label(), setting.label()));
      for (RunRecord record : result.runs()) {
        ObjectNode run =
            RunData.of(
                record, result.experimentPlan(), span.applyAsLong(result), RunData.Sent.NOTHING);
        run.put("experiment", experiment);
        run.put("setting", labels.get(record.plan().label()));
        runs.add(run);
      }
      seeds = Math.max(seeds, seeds(result.experimentPlan().runs()));
    }
    ObjectNode ranks = data.putObject("ranks");
    for (String same : results.stream().map(Results::data).distinct().toList()) {
      List<Setting> comparable = new ArrayList<>();
      for (int i = 0; i < settings.size(); i++) {
        if (results.get(i).data().equals(same)) {
          comparable.addAll(settings.get(i));
        }
      }
      ranks.setAll(ranks(comparable));
    }
    data.set("tQuantiles", quantiles(seeds));
    boolean values = results.stream().allMatch(result -> result.experimentPlan().learnsValues());
    ObjectNode metrics = data.putObject("metrics");
    for (Metric metric : Metric.values()) {
      metrics.put(metric.label(), metric.description(values));
    }
    ObjectNode palette = data.putObject("palette");
    palette.set("light", JSON.valueToTree(Palette.LIGHT));
    palette.set("dark", JSON.valueToTree(Palette.DARK));
    palette.set("dashes", JSON.valueToTree(Palette.DASHES));
    return data;
  }

  private static ObjectNode experiment(Results result, List<Results> all) {
    ObjectNode experiment = JSON.createObjectNode();
    ExperimentPlan experimentPlan = result.experimentPlan();
    experiment.put("name", result.name());
    experiment.put("kind", experimentPlan.kind());
    experiment.put("planned", experimentPlan.runs().size());
    experiment.put("budgets", experimentPlan.budgets());
    experiment.put("folds", experimentPlan.options().folds());
    experiment.put("values", experimentPlan.learnsValues());
    experiment.put("best", experimentPlan.keep() == KeptModels.BEST);
    experiment.put(
        "data", all.stream().map(Results::data).distinct().toList().indexOf(result.data()));
    result.provenance().number(Provenance.BASELINE).ifPresent(b -> experiment.put("baseline", b));
    result
        .provenance()
        .number(Provenance.TARGET_DEVIATION)
        .ifPresent(d -> experiment.put("targetDeviation", d));
    ArrayNode plans = experiment.putArray("plans");
    for (RunPlan plan : experimentPlan.runs()) {
      plans.add(RunData.plan(plan, experimentPlan));
    }
    ObjectNode tried = experiment.putObject("tried");
    result.asked().stream()
        .map(plan -> List.of(plan.name(), plan.label()))
        .distinct()
        .forEach(setting -> tried.withArrayProperty(setting.get(0)).add(setting.get(1)));
    experiment.set("studies", studies(result.test(), result.study()));
    experiment.set("provenance", JSON.valueToTree(result.provenance().values()));
    return experiment;
  }

  static ArrayNode studies(Optional<ReportSection> test, Optional<ReportSection> together) {
    ArrayNode studies = JSON.createArrayNode();
    test.ifPresent(study -> studies.add(JSON.<JsonNode>valueToTree(study)));
    together.ifPresent(study -> studies.add(JSON.<JsonNode>valueToTree(study)));
    return studies;
  }

  /// The places of settings that can be compared, by their labels.
  static ObjectNode ranks(List<Setting> settings) {
    ObjectNode ranks = JSON.createObjectNode();
    for (Ranking.Place place : Ranking.of(settings)) {
      ObjectNode of = ranks.putObject(place.setting().label());
      of.put("order", ranks.size());
      place.rank().ifPresent(rank -> of.put("rank", rank));
      place.behind().ifPresent(by -> of.put("behind", RunData.rounded(by)));
      place.margin().ifPresent(margin -> of.put("margin", RunData.rounded(margin)));
    }
    return ranks;
  }

  /// What is known of a run before it begins.
  private static int seeds(List<RunPlan> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(RunPlan::label, Collectors.summingInt(run -> 1)))
        .values()
        .stream()
        .reduce(0, Math::max);
  }

  /// Student's quantiles by the number of values.
  private static ArrayNode quantiles(int most) {
    ArrayNode quantiles = JSON.createArrayNode();
    quantiles.add(0).add(0);
    for (int count = 2; count <= most; count++) {
      quantiles.add(RunData.rounded(SeedStatistics.quantile(count - 1)));
    }
    return quantiles;
  }
}
