package dev.ravine.lab.plan;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Assignment;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs as they are written on the command line: `adam`, `adam:0.001`, or whole recipes such as
/// `clipGlobalNorm(1) | adamw(weightDecay=0.1):0.001`.
public final class OptimizerChoices {

  private static final String LEARNING_RATE = "learningRate";

  private static final String PUBLISHED =
      "sgd:5e-3,momentum:5e-3,nesterov:5e-3,adagrad:5e-3,rmsprop:1e-4,adam:1e-3";

  private static final String USUAL =
      "sgd:5e-2,momentum:1e-2,nesterov:1e-2,adagrad:1e-2,rmsprop:3e-4,adam:1e-3";

  private static final List<String> SWEPT = List.of("1e-4", "3e-4", "1e-3", "3e-3", "1e-2");

  private OptimizerChoices() {}

  /// What `compare` compares if nothing else is said: the classic rules.
  ///
  /// @param preset what is asked for as a whole: learning rates suit the size of pixels and weights
  /// @return choices, separated by commas
  public static String classics(Preset preset) {
    return preset == Preset.PUBLISHED ? PUBLISHED : USUAL;
  }

  /// One run for each choice and seed 0 … seeds − 1.
  ///
  /// @param choices separated by commas
  /// @param seeds how many
  /// @param length of each run
  /// @return the runs
  public static List<RunPlan> of(String choices, int seeds, RunLength length) {
    List<RunPlan> plans = new ArrayList<>();
    ExperimentPlan.checkRuns((long) split(choices).size() * seeds);
    for (String choice : split(choices)) {
      IntStream.range(0, seeds).mapToObj(seed -> one(choice, seed, length)).forEach(plans::add);
    }
    return plans;
  }

  /// One run for each learning rate, value of each setting and seed 0 … seeds − 1.
  ///
  /// @param optimizer a rule's name or a recipe
  /// @param learningRates numbers; if there are none, and no settings, some usual ones
  /// @param settings such as `beta1=0.8,0.9`
  /// @param seeds how many
  /// @param length of each run
  /// @return the runs
  public static List<RunPlan> sweep(
      String optimizer,
      List<String> learningRates,
      List<String> settings,
      int seeds,
      RunLength length) {
    if (settings.isEmpty() || !learningRates.isEmpty()) {
      checkWithoutRates(List.of(optimizer));
    }
    Optimizer recipe = recipe(withoutRate(optimizer), Optional.of(length));
    if (recipe.minimizer().isPresent() && settings.isEmpty() && learningRates.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is a minimizer, and --learning-rates are for update rules: sweep its settings, such as --set %s=…"
              .formatted(optimizer, HyperParameters.names(recipe.minimizer().get()).getFirst()));
    }
    List<String> rates = learningRates.isEmpty() && settings.isEmpty() ? SWEPT : learningRates;
    List<RunPlan> plans = new ArrayList<>();
    if (rates.isEmpty()) {
      plans.add(one(optimizer, 0, length));
    }
    rates.forEach(rate -> plans.add(one(optimizer + ":" + rate.strip(), 0, length)));
    List<RunPlan> all = plans;
    for (String setting : settings) {
      ExperimentPlan.checkRuns((long) all.size() * split(setting).size() * seeds);
      all = all.stream().flatMap(plan -> each(plan, setting, length)).toList();
    }
    ExperimentPlan.checkRuns((long) all.size() * seeds);
    return all.stream()
        .flatMap(plan ->
            IntStream.range(0, seeds)
                .mapToObj(seed -> RunPlan.of(plan.optimizer(), plan.recipe(), seed)))
        .toList();
  }

  /// Refuses a choice with a learning rate of its own.
  ///
  /// @param choices to be run at several learning rates
  /// @throws IllegalArgumentException if one has
  public static void checkWithoutRates(List<String> choices) {
    for (String choice : choices) {
      if (rateAt(choice) >= 0) {
        throw new IllegalArgumentException(
            "--optimizer must be without a learning rate in a sweep, which has its own in"
                + " --learning-rates, was "
                + choice);
      }
    }
  }

  /// A run for each value of a setting, which is part of their names.
  private static Stream<RunPlan> each(RunPlan plan, String setting, RunLength length) {
    Assignment assignment = Assignment.parse(setting);
    return split(assignment.value()).stream()
        .map(value -> set(plan, assignment.name(), value, length));
  }

  private static RunPlan set(RunPlan plan, String name, String value, RunLength length) {
    Optimizer changed = plan.recipe().with(name, value, length);
    boolean shown = isShownBeside(plan.recipe(), name, value);
    return RunPlan.of(
        shown ? plan.optimizer() : "%s %s=%s".formatted(plan.optimizer(), name, value),
        changed,
        plan.seed());
  }

  /// Whether a setting is a constant learning rate of a rule, which is shown beside the name; all
  /// else is part of it.
  ///
  /// @param recipe of the run
  /// @param name of the setting
  /// @param value as it is written
  /// @return whether it is no part of the name
  public static boolean isShownBeside(Optimizer recipe, String name, String value) {
    return name.equals(LEARNING_RATE) && !value.contains("(") && recipe.minimizer().isEmpty();
  }

  /// One run whose recipe says nothing in terms of its length.
  ///
  /// @param choice a rule's name or a recipe, perhaps with a learning rate behind a colon
  /// @param seed of the run
  /// @return the run
  public static RunPlan one(String choice, long seed) {
    return one(choice, seed, Optional.empty());
  }

  /// One run.
  ///
  /// @param choice a rule's name or a recipe, perhaps with a learning rate or a schedule behind a
  ///   colon
  /// @param seed of the run
  /// @param length of the run
  /// @return the run
  public static RunPlan one(String choice, long seed, RunLength length) {
    return one(choice, seed, Optional.of(length));
  }

  private static RunPlan one(String choice, long seed, Optional<RunLength> length) {
    int colon = rateAt(choice);
    String name = withoutRate(choice);
    Optimizer recipe = recipe(name, length);
    if (colon < 0) {
      return RunPlan.of(name, recipe, seed);
    }
    String rate = choice.substring(colon + 1).strip();
    if (recipe.minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "%s is a minimizer, and only update rules have a learning rate behind a colon, was given %s"
              .formatted(name, rate));
    }
    if (!sameRate(recipe)) {
      throw new IllegalArgumentException(
          "learningRate of %s must be given once, in brackets or behind the colon, was %s"
              .formatted(name, choice));
    }
    boolean scheduled = rate.contains("(");
    if (!scheduled && !isNumber(rate)) {
      throw new IllegalArgumentException(
          "learningRate of %s must be a number or a schedule, was \"%s\"".formatted(name, rate));
    }
    Optimizer changed =
        length
            .map(run -> recipe.with(LEARNING_RATE, rate, run))
            .orElseGet(() -> recipe.with(LEARNING_RATE, rate));
    return RunPlan.of(scheduled ? name + " " + rate : name, changed, seed);
  }

  /// Whether the learning rate of a recipe's rule is its default.
  private static boolean sameRate(Optimizer recipe) {
    return recipe.stages().stream()
        .filter(UpdateRule.class::isInstance)
        .allMatch(rule ->
            Catalogue.rules().stream()
                .map(Catalogue.Entry::defaults)
                .filter(defaults -> defaults.getClass() == rule.getClass())
                .allMatch(defaults -> Objects.equals(rate(defaults), rate(rule))));
  }

  private static @Nullable Schedule rate(Stage rule) {
    return HyperParameters.schedules(rule).get(LEARNING_RATE);
  }

  private static boolean isNumber(String text) {
    try {
      return !Double.isNaN(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// A rule with its defaults, or a recipe.
  ///
  /// @param text its name, or the recipe
  /// @return the recipe
  public static Optimizer recipe(String text) {
    return recipe(text, Optional.empty());
  }

  /// A rule with its defaults, or a recipe, which may be written in terms of a run.
  ///
  /// @param text its name, or the recipe
  /// @param length of the run, if there is one
  /// @return the recipe
  public static Optimizer recipe(String text, Optional<RunLength> length) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an optimizer must be named, was \"\"");
    }
    if (isBareName(text)) {
      return Catalogue.minimizers().stream()
          .filter(entry -> entry.name().equals(text))
          .findFirst()
          .map(entry -> Optimizer.of(entry.defaults()))
          .orElseGet(() -> Optimizer.of(Catalogue.find(text).defaults()));
    }
    return length.map(run -> Optimizer.parse(text, run)).orElseGet(() -> Optimizer.parse(text));
  }

  /// The colon before a learning rate, outside of brackets and quotes; −1 if there is none.
  private static int rateAt(String choice) {
    List<Integer> colons = outside(choice, ':');
    return colons.isEmpty() ? -1 : colons.getLast();
  }

  /// A choice without the learning rate behind its colon.
  ///
  /// @param choice a choice
  /// @return the rule's name or the recipe
  public static String withoutRate(String choice) {
    int colon = rateAt(choice);
    return colon < 0 ? choice : choice.substring(0, colon).strip();
  }

  /// Whether a choice is a rule's bare name, which says nothing of the learning rate.
  ///
  /// @param choice a choice
  /// @return true if it is a name and nothing else
  public static boolean isBareName(String choice) {
    return choice.chars().allMatch(Character::isLetterOrDigit);
  }

  /// Cuts at commas that stand outside of brackets and quotes.
  ///
  /// @param choices separated by commas
  /// @return the choices
  public static List<String> split(String choices) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int comma : outside(choices, ',')) {
      parts.add(choices.substring(from, comma).strip());
      from = comma + 1;
    }
    parts.add(choices.substring(from).strip());
    return parts;
  }

  private static List<Integer> outside(String text, char wanted) {
    List<Integer> places = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == wanted && depth == 0 && !quoted) {
        places.add(i);
      }
    }
    return places;
  }
}
