package dev.ravine.lab.run;

import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What became of one run.
///
/// @param plan what was asked for
/// @param outcome how it ended
/// @param events everything that was measured, in the order in which it happened
/// @param cost of a step
/// @param stepsPerEpoch steps of an epoch
/// @param keep which model is kept of it
/// @param resolution the least difference between two accuracies: one validation example more or
///   less; 0 for values
/// @param facts what the method of training tells of the run, by name: of replicas, what they
///   exchanged
public record RunRecord(
    RunPlan plan,
    Outcome outcome,
    List<Event> events,
    StepCost cost,
    int stepsPerEpoch,
    KeptModels keep,
    double resolution,
    Map<String, String> facts) {

  /// The best validation accuracy first; of equal ones the run that was planned first.
  public static final Comparator<RunRecord> BEST_FIRST =
      Comparator.comparingDouble(run ->
          -run.result()
              .map(epoch -> epoch.validation().accuracy())
              .orElse(Double.NEGATIVE_INFINITY));

  public RunRecord {
    events = List.copyOf(events);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /// A run of plain training.
  public RunRecord(
      RunPlan plan,
      Outcome outcome,
      List<Event> events,
      StepCost cost,
      int stepsPerEpoch,
      KeptModels keep,
      double resolution) {
    this(plan, outcome, events, cost, stepsPerEpoch, keep, resolution, Map.of());
  }

  /// What was measured in the steps.
  ///
  /// @return an event for each
  public List<Event.Step> steps() {
    return all(Event.Step.class);
  }

  /// What was measured in the evaluations.
  ///
  /// @return an event before the first step and one after each epoch
  public List<Event.Epoch> epochs() {
    return all(Event.Epoch.class);
  }

  private <E extends Event> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The losses of the steps' batches, each before its update.
  ///
  /// @return one for each step
  public List<Double> losses() {
    return steps().stream().map(Event.Step::loss).toList();
  }

  /// The evaluation after the last whole epoch.
  ///
  /// @return empty if no epoch was done
  public Optional<Event.Epoch> last() {
    List<Event.Epoch> epochs = epochs();
    return epochs.size() < 2 ? Optional.empty() : Optional.of(epochs.getLast());
  }

  /// The evaluation after the epoch with the greatest validation accuracy; the first of equal ones.
  ///
  /// @return empty if no epoch was done
  public Optional<Event.Epoch> best() {
    return epochs().stream()
        .filter(epoch -> epoch.epoch() > 0)
        .reduce((a, b) -> b.validation().accuracy() > a.validation().accuracy() ? b : a);
  }

  /// The evaluation that counts: of the model that is kept.
  ///
  /// @return that after the best epoch if its model is kept, else after the last one; empty if no
  ///   epoch was done
  public Optional<Event.Epoch> result() {
    return keep == KeptModels.BEST ? best() : last();
  }

  /// Whether loss or parameters stopped being finite.
  ///
  /// @return the outcome's kind
  public boolean diverged() {
    return outcome instanceof Outcome.Diverged;
  }

  /// The training loss of [#result], on the examples of its training accuracy.
  ///
  /// @return empty if the run diverged, or made no step
  public OptionalDouble trainLoss() {
    return diverged()
        ? OptionalDouble.empty()
        : result().stream().mapToDouble(epoch -> epoch.train().loss()).findFirst();
  }

  /// The mean loss over the last steps before [#result], as many as an epoch has; of a minimizer,
  /// whose steps know the loss of all examples, the last one.
  ///
  /// @return empty if the run diverged, or made no step
  public OptionalDouble finalTrainLoss() {
    if (diverged()) {
      return OptionalDouble.empty();
    }
    List<Double> losses = losses();
    int end = losses.size();
    if (keep == KeptModels.BEST) {
      end = result().map(epoch -> (int) Math.min(losses.size(), epoch.step())).orElse(end);
    }
    int averaged = plan.recipe().minimizer().isPresent() ? 1 : stepsPerEpoch;
    return losses.subList(Math.max(0, end - averaged), end).stream()
        .mapToDouble(loss -> loss)
        .filter(Double::isFinite)
        .average();
  }

  /// What replicas exchanged, for people.
  ///
  /// @return empty if there were none
  public Optional<String> exchangedText() {
    if (!facts.containsKey("replicas")) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    parts.add(count("replicas"));
    add(parts, "shards", this::count);
    add(parts, "rounds", this::count);
    add(parts, "acknowledged", name -> facts.get(name) + " gradients acknowledged");
    add(parts, "applied", name -> facts.get(name) + " applied");
    add(parts, "staleness", name -> "staleness " + rounded(name, 1, 2));
    add(parts, "portions", this::count);
    add(parts, "repeatedPortions", name -> facts.get(name) + " given again");
    add(parts, "bytes", name -> rounded(name, 1e-6, 1) + " MB");
    return Optional.of("%s: %s".formatted(facts.get("method"), String.join(", ", parts)));
  }

  private void add(List<String> parts, String name, UnaryOperator<String> text) {
    if (facts.containsKey(name)) {
      parts.add(text.apply(name));
    }
  }

  private String count(String plural) {
    String number = facts.getOrDefault(plural, "0");
    String one = plural.substring(0, plural.length() - 1);
    return "%s %s".formatted(number, number.equals("1") ? one : plural);
  }

  private String rounded(String name, double unit, int digits) {
    double value = Double.parseDouble(facts.getOrDefault(name, "0"));
    return String.format(Locale.ROOT, "%." + digits + "f", unit * value);
  }

  /// For people.
  ///
  /// @return such as `finished`, `finished early after step 210` or `diverged at step 3: the loss
  ///   was NaN`
  public String outcomeText() {
    return switch (outcome) {
      case Outcome.Finished finished when finished.early() ->
          "finished early after step " + finished.steps();
      case Outcome.Finished finished -> "finished";
      case Outcome.Diverged diverged ->
          "diverged at step %d: %s".formatted(diverged.step(), diverged.why());
      case Outcome.Stopped stopped -> "stopped after step " + stopped.steps();
    };
  }
}
