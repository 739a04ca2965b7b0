package dev.ravine.lab.report;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.RunRecord;
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

/// A run as a page has it: its plan, its outcome, and its events as columns of numbers.
final class RunData {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_POINTS = 600;
  private static final int MOST_DIAGNOSES = 200;
  private static final MathContext PRECISION = new MathContext(6);

  private RunData() {}

  /// How many points of a run's tables a page has already.
  record Sent(int steps, int diagnoses, int epochs) {
    static final Sent NOTHING = new Sent(0, 0, 0);
  }

  static ObjectNode plan(RunPlan plan, ExperimentPlan experimentPlan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", plan.folder());
    json.put("optimizer", plan.name());
    json.put("rule", plan.rule());
    if (plan.recipe().minimizer().isEmpty()) {
      json.put("learningRate", plan.learningRate());
    }
    json.put("rate", plan.rate());
    json.put("label", plan.label());
    json.put("seed", plan.seed());
    json.put("repetition", plan.repetition());
    json.put("batch", experimentPlan.batch(plan));
    json.put("stepsPerEpoch", experimentPlan.stepsPerEpoch(plan));
    json.put("counts", plan.recipe().minimizer().isPresent() ? "gradient" : "step");
    json.set("fields", fields(plan, experimentPlan));
    return json;
  }

  /// What settings may differ in, for people to colour and group them by.
  private static ObjectNode fields(RunPlan plan, ExperimentPlan experimentPlan) {
    ObjectNode fields = JSON.createObjectNode();
    ModelPlan model = plan.model().orElse(experimentPlan.model());
    fields.put("optimizer", plan.optimizer());
    fields.put("learning rate", plan.rate());
    fields.put("network", model.label());
    fields.put("hidden layers", model.hiddenLabel());
    fields.put("activation", model.activation().text());
    fields.put("weights", model.weights());
    fields.put("normalization", model.normalization().label());
    fields.put("dropout", model.dropout());
    fields.put("batch", experimentPlan.batch(plan));
    fields.put("epochs", experimentPlan.epochs(plan));
    fields.put("seed", plan.seed());
    if (plan.fold() > 0) {
      fields.put("fold", plan.fold());
    }
    return fields;
  }

  /// One run, of its tables only what a page does not have. A table with `from` goes there.
  static ObjectNode of(RunRecord record, ExperimentPlan experimentPlan, long planned, Sent before) {
    RunPlan plan = record.plan();
    ObjectNode run = plan(plan, experimentPlan);
    run.put("recipe", plan.description());
    run.put("outcome", record.outcomeText());
    run.put("diverged", record.diverged());
    run.put("stepsDone", record.outcome().steps());
    run.put("gradientMillis", rounded(record.cost().gradientMillis()));
    run.put("updateMillis", rounded(record.cost().updateMillis()));
    if (!record.facts().isEmpty()) {
      run.set("facts", JSON.valueToTree(record.facts()));
    }
    record.result().ifPresent(epoch -> run.put("result", epoch.epoch()));
    List<Event.Step> steps = record.steps();
    run.set("steps", steps(steps, planned, before.steps));
    run.set("diagnoses", diagnoses(diagnosed(steps, planned), before.diagnoses));
    run.set("epochs", epochs(record.epochs(), before.epochs));
    return run;
  }

  /// What a page has of a run after [#of]. The last bucket may still fill.
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

  /// Those that are shown: the choice does not change during a run.
  private static List<Event.Step> diagnosed(List<Event.Step> steps, long planned) {
    long every = Math.max(1, planned / ExperimentRunner.DIAGNOSED_EVERY / MOST_DIAGNOSES);
    return steps.stream()
        .filter(step -> step.diagnosis().isPresent())
        .filter(step ->
            step.step() <= ExperimentRunner.DIAGNOSED_OFTEN_UP_TO
                || step.step() / ExperimentRunner.DIAGNOSED_EVERY % every == 0)
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
    json.set("epoch", numbers(epochs, Event.Epoch::epoch));
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
  static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(PRECISION).doubleValue() : value;
  }
}
