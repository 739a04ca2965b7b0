package dev.ravine.lab;

import dev.ravine.plot.Palette;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
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
  private static final int MOST_POINTS = 600;
  private static final int MOST_DIAGNOSES = 200;
  private static final MathContext PRECISION = new MathContext(6);

  private ReportData() {}

  /// How many points of a run's tables a page has already.
  record Sent(int steps, int diagnoses, int epochs) {
    static final Sent NOTHING = new Sent(0, 0, 0);
  }

  /// A report: buckets suit the longest run that is there.
  static ObjectNode of(List<Results> results) {
    return of(
        results,
        result ->
            result.runs().stream().mapToLong(run -> run.outcome().steps()).reduce(1, Math::max));
  }

  /// A page that follows: buckets suit the steps that runs will have.
  static ObjectNode beginning(Results result) {
    return of(List.of(result), all -> all.blueprint().steps());
  }

  private static ObjectNode of(List<Results> results, ToLongFunction<Results> span) {
    ObjectNode data = JSON.createObjectNode();
    ArrayNode experiments = data.putArray("experiments");
    ArrayNode runs = data.putArray("runs");
    int seeds = 2;
    List<List<Group>> groups = Group.named(results);
    for (Results result : results) {
      int experiment = experiments.size();
      experiments.add(experiment(result, results));
      Map<String, String> settings = new HashMap<>();
      groups.get(experiment).forEach(group -> settings.put(group.plan().label(), group.label()));
      for (RunRecord record : result.runs()) {
        ObjectNode run = run(record, result.blueprint(), span.applyAsLong(result), Sent.NOTHING);
        run.put("experiment", experiment);
        run.put("setting", settings.get(record.plan().label()));
        runs.add(run);
      }
      seeds = Math.max(seeds, seeds(result.blueprint().runs()));
    }
    ObjectNode ranks = data.putObject("ranks");
    for (String same : results.stream().map(Results::data).distinct().toList()) {
      List<Group> comparable = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        if (results.get(i).data().equals(same)) {
          comparable.addAll(groups.get(i));
        }
      }
      ranks.setAll(ranks(comparable));
    }
    data.set("tQuantiles", quantiles(seeds));
    ObjectNode palette = data.putObject("palette");
    palette.set("light", JSON.valueToTree(Palette.LIGHT));
    palette.set("dark", JSON.valueToTree(Palette.DARK));
    palette.set("dashes", JSON.valueToTree(Palette.DASHES));
    return data;
  }

  private static ObjectNode experiment(Results result, List<Results> all) {
    ObjectNode experiment = JSON.createObjectNode();
    Blueprint blueprint = result.blueprint();
    experiment.put("name", result.name());
    experiment.put("kind", blueprint.kind());
    experiment.put("planned", blueprint.runs().size());
    experiment.put("budgets", blueprint.budgets());
    experiment.put("folds", blueprint.options().folds());
    experiment.put("values", blueprint.learnsValues());
    experiment.put("best", blueprint.keep() == Blueprint.Keep.BEST);
    experiment.put(
        "data", all.stream().map(Results::data).distinct().toList().indexOf(result.data()));
    result.provenance().number(Provenance.BASELINE).ifPresent(b -> experiment.put("baseline", b));
    result
        .provenance()
        .number(Provenance.TARGET_DEVIATION)
        .ifPresent(d -> experiment.put("targetDeviation", d));
    ArrayNode plans = experiment.putArray("plans");
    for (RunPlan plan : blueprint.runs()) {
      plans.add(plan(plan, blueprint));
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

  static ArrayNode studies(Optional<Study> test, Optional<Study> together) {
    ArrayNode studies = JSON.createArrayNode();
    test.ifPresent(study -> studies.add(JSON.<JsonNode>valueToTree(study)));
    together.ifPresent(study -> studies.add(JSON.<JsonNode>valueToTree(study)));
    return studies;
  }

  /// The places of settings that can be compared, by their labels.
  static ObjectNode ranks(List<Group> groups) {
    ObjectNode ranks = JSON.createObjectNode();
    for (Ranking.Place place : Ranking.of(groups)) {
      ObjectNode of = ranks.putObject(place.group().label());
      of.put("order", ranks.size());
      place.rank().ifPresent(rank -> of.put("rank", rank));
      place.behind().ifPresent(by -> of.put("behind", rounded(by)));
      place.margin().ifPresent(margin -> of.put("margin", rounded(margin)));
    }
    return ranks;
  }

  /// What is known of a run before it begins.
  private static ObjectNode plan(RunPlan plan, Blueprint blueprint) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", plan.folder());
    json.put("optimizer", plan.name());
    json.put("rule", plan.rule());
    json.put("learningRate", plan.learningRate());
    json.put("rate", plan.rate());
    json.put("label", plan.label());
    json.put("seed", plan.seed());
    json.put("repetition", plan.repetition());
    json.put("batch", blueprint.batch(plan));
    json.put("stepsPerEpoch", blueprint.stepsPerEpoch(plan));
    json.set("fields", fields(plan, blueprint));
    return json;
  }

  /// What settings may differ in, for people to colour and group them by.
  private static ObjectNode fields(RunPlan plan, Blueprint blueprint) {
    ObjectNode fields = JSON.createObjectNode();
    ModelPlan model = plan.model().orElse(blueprint.model());
    fields.put("optimizer", plan.optimizer());
    fields.put("learning rate", plan.rate());
    fields.put("network", model.label());
    fields.put("hidden layers", model.hiddenLabel());
    fields.put("activation", model.activation().text());
    fields.put("weights", model.weights());
    fields.put("normalization", model.normalization().label());
    fields.put("dropout", model.dropout());
    fields.put("batch", blueprint.batch(plan));
    fields.put("epochs", blueprint.epochs(plan));
    fields.put("seed", plan.seed());
    if (plan.fold() > 0) {
      fields.put("fold", plan.fold());
    }
    return fields;
  }

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
      quantiles.add(rounded(Spread.quantile(count - 1)));
    }
    return quantiles;
  }

  /// One run, of its tables only what a page does not have. A table with `from` goes there.
  static ObjectNode run(RunRecord record, Blueprint blueprint, long planned, Sent before) {
    RunPlan plan = record.plan();
    ObjectNode run = plan(plan, blueprint);
    run.put("recipe", plan.description());
    run.put("outcome", record.outcomeText());
    run.put("diverged", record.diverged());
    run.put("stepsDone", record.outcome().steps());
    run.put("gradientMillis", rounded(record.cost().gradientMillis()));
    run.put("updateMillis", rounded(record.cost().updateMillis()));
    record.finalTrainLoss().ifPresent(loss -> run.put("finalTrainLoss", rounded(loss)));
    record.result().ifPresent(epoch -> run.put("result", epoch.epoch()));
    List<Event.Step> steps = record.steps();
    run.set("steps", steps(steps, planned, before.steps));
    run.set("diagnoses", diagnoses(diagnosed(steps, planned), before.diagnoses));
    run.set("epochs", epochs(record.epochs(), before.epochs));
    return run;
  }

  /// What a page has of a run after [#run]. The last bucket may still fill.
  static Sent sent(RunRecord record, long planned) {
    List<Event.Step> steps = record.steps();
    return new Sent(
        steps.size() / bucket(planned), diagnosed(steps, planned).size(), record.epochs().size());
  }

  private static int bucket(long planned) {
    return (int) Math.max(1, (planned + MOST_POINTS - 1) / MOST_POINTS);
  }

  private static ObjectNode steps(List<Event.Step> steps, long planned, int before) {
    ObjectNode json = JSON.createObjectNode();
    int bucket = bucket(planned);
    List<List<Event.Step>> buckets = new ArrayList<>();
    for (int from = before * bucket; from < steps.size(); from += bucket) {
      buckets.add(steps.subList(from, Math.min(from + bucket, steps.size())));
    }
    json.put("from", before);
    json.put("bucket", bucket);
    json.set("step", numbers(buckets, all -> all.getLast().step()));
    if (steps.stream().anyMatch(step -> step.gradients() != step.step())) {
      json.set("gradients", numbers(buckets, all -> all.getLast().gradients()));
    }
    json.set("seconds", numbers(buckets, all -> all.getLast().seconds()));
    json.set("loss", numbers(buckets, all -> losses(all).average().orElse(Double.NaN)));
    if (bucket > 1) {
      json.set("least", numbers(buckets, all -> losses(all).min().orElse(Double.NaN)));
      json.set("greatest", numbers(buckets, all -> losses(all).max().orElse(Double.NaN)));
    }
    return json;
  }

  private static DoubleStream losses(List<Event.Step> steps) {
    return steps.stream().mapToDouble(Event.Step::loss);
  }

  /// Those that are shown: the choice does not change while a run goes on.
  private static List<Event.Step> diagnosed(List<Event.Step> steps, long planned) {
    long every = Math.max(1, planned / Laboratory.DIAGNOSED_EVERY / MOST_DIAGNOSES);
    return steps.stream()
        .filter(step -> step.diagnosis().isPresent())
        .filter(step ->
            step.step() <= Laboratory.DIAGNOSED_OFTEN_UP_TO
                || step.step() / Laboratory.DIAGNOSED_EVERY % every == 0)
        .toList();
  }

  private static ObjectNode diagnoses(List<Event.Step> all, int before) {
    List<Event.Step> shown = all.subList(before, all.size());
    ObjectNode json = JSON.createObjectNode();
    json.put("from", before);
    json.set("step", numbers(shown, Event.Step::step));
    json.set("gradients", numbers(shown, Event.Step::gradients));
    json.set("seconds", numbers(shown, Event.Step::seconds));
    json.set("learningRate", numbers(shown, step -> step.diagnosis().orElseThrow().learningRate()));
    json.set("gradientNorm", numbers(shown, step -> step.diagnosis().orElseThrow().gradientNorm()));
    json.set("updateRatio", numbers(shown, step -> step.diagnosis().orElseThrow().updateRatio()));
    return json;
  }

  private static ObjectNode epochs(List<Event.Epoch> all, int before) {
    List<Event.Epoch> epochs = all.subList(before, all.size());
    ObjectNode json = JSON.createObjectNode();
    json.put("from", before);
    json.set("step", numbers(epochs, Event.Epoch::step));
    json.set("gradients", numbers(epochs, Event.Epoch::gradients));
    json.set("seconds", numbers(epochs, Event.Epoch::seconds));
    json.set("trainLoss", numbers(epochs, epoch -> epoch.train().loss()));
    json.set("trainAccuracy", numbers(epochs, epoch -> epoch.train().accuracy()));
    json.set("validationLoss", numbers(epochs, epoch -> epoch.validation().loss()));
    json.set("validationAccuracy", numbers(epochs, epoch -> epoch.validation().accuracy()));
    return json;
  }

  private static <T> ArrayNode numbers(List<T> items, ToDoubleFunction<T> pick) {
    ArrayNode array = JSON.createArrayNode();
    for (T item : items) {
      double value = pick.applyAsDouble(item);
      if (!Double.isFinite(value)) {
        array.addNull();
      } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
        array.add((long) value);
      } else {
        array.add(rounded(value));
      }
    }
    return array;
  }

  /// To six significant digits: enough for a picture.
  private static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(PRECISION).doubleValue() : value;
  }
}
