package dev.ravine.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page shows, as JSON. Curves of more than 2,000 steps are cut into buckets: of each the
/// mean, the least and the greatest loss are kept, so that means over windows are means of all that
/// was measured.
final class ReportData {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_POINTS = 2000;
  private static final MathContext PRECISION = new MathContext(6);

  private ReportData() {}

  static ObjectNode of(List<Results> results) {
    ObjectNode data = JSON.createObjectNode();
    ArrayNode experiments = data.putArray("experiments");
    ArrayNode runs = data.putArray("runs");
    int seeds = 2;
    for (Results result : results) {
      ObjectNode experiment = experiments.addObject();
      Blueprint blueprint = result.blueprint();
      experiment.put("name", result.name());
      experiment.put("kind", blueprint.kind());
      experiment.put("planned", blueprint.runs().size());
      experiment.put("epochs", blueprint.epochs());
      experiment.put("batch", blueprint.batch());
      experiment.put("stepsPerEpoch", blueprint.stepsPerEpoch());
      experiment.set("provenance", JSON.valueToTree(result.provenance().values()));
      List<Ranking.Place> ranking = Ranking.of(Group.of(result.runs()));
      for (RunRecord record : result.runs()) {
        ObjectNode run = run(record, blueprint.steps());
        run.put("experiment", experiments.size() - 1);
        ranking.stream()
            .filter(place -> place.group().label().equals(record.plan().label()))
            .forEach(place -> run.put("rank", place.rank()));
        runs.add(run);
      }
      seeds =
          Group.of(result.runs()).stream().mapToInt(g -> g.runs().size()).reduce(seeds, Math::max);
    }
    ArrayNode quantiles = data.putArray("tQuantiles");
    quantiles.add(0).add(0);
    for (int count = 2; count <= seeds; count++) {
      quantiles.add(rounded(Spread.quantile(count)));
    }
    return data;
  }

  /// One run.
  static ObjectNode run(RunRecord record, long planned) {
    ObjectNode run = JSON.createObjectNode();
    RunPlan plan = record.plan();
    run.put("optimizer", plan.name());
    run.put("recipe", plan.description());
    run.put("learningRate", plan.learningRate());
    run.put("label", plan.label());
    run.put("seed", plan.seed());
    run.put("outcome", record.outcomeText());
    run.put("diverged", record.diverged());
    run.put("stepsDone", record.outcome().steps());
    run.put("gradientMillis", rounded(record.cost().gradientMillis()));
    run.put("updateMillis", rounded(record.cost().updateMillis()));
    record.finalTrainLoss().ifPresent(loss -> run.put("finalTrainLoss", rounded(loss)));
    run.set("steps", steps(record.steps(), planned));
    List<Event.Step> diagnosed =
        record.steps().stream().filter(step -> step.diagnosis().isPresent()).toList();
    run.set("diagnoses", diagnoses(diagnosed));
    run.set("epochs", epochs(record.epochs()));
    return run;
  }

  private static ObjectNode steps(List<Event.Step> steps, long planned) {
    ObjectNode json = JSON.createObjectNode();
    int bucket = (int) ((planned + MOST_POINTS - 1) / MOST_POINTS);
    List<List<Event.Step>> buckets = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += bucket) {
      buckets.add(steps.subList(from, Math.min(from + bucket, steps.size())));
    }
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

  private static ObjectNode diagnoses(List<Event.Step> diagnosed) {
    int every = Math.max(1, (diagnosed.size() + MOST_POINTS / 4 - 1) / (MOST_POINTS / 4));
    List<Event.Step> shown = new ArrayList<>();
    for (int i = 0; i < diagnosed.size(); i += every) {
      shown.add(diagnosed.get(i));
    }
    ObjectNode json = JSON.createObjectNode();
    json.set("step", numbers(shown, Event.Step::step));
    json.set("gradients", numbers(shown, Event.Step::gradients));
    json.set("seconds", numbers(shown, Event.Step::seconds));
    json.set("learningRate", numbers(shown, step -> step.diagnosis().orElseThrow().learningRate()));
    json.set("gradientNorm", numbers(shown, step -> step.diagnosis().orElseThrow().gradientNorm()));
    json.set("updateRatio", numbers(shown, step -> step.diagnosis().orElseThrow().updateRatio()));
    return json;
  }

  private static ObjectNode epochs(List<Event.Epoch> epochs) {
    ObjectNode json = JSON.createObjectNode();
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
