package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Catalogue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a refusal says is what is refused, up to the ends of every range: of all rules and
/// transformations, and of those to come.
class RangesTest {

  private static final Pattern RULE = Pattern.compile(" must be (.*), was ");
  private static final Pattern INTERVAL = Pattern.compile("in ([\\[(])([^,]*), ([^\\])]*)([\\])])");
  private static final Pattern AT_LEAST = Pattern.compile("([-+.0-9eE]+) or more.*");
  private static final Pattern FROM_TO =
      Pattern.compile("(?:a whole number )?from ([-+.0-9eE]+) to ([-+.0-9eE]+)");

  /// A stage and one of its numbers.
  record Parameter(String recipe, String name, boolean whole, boolean ranged) {

    Optional<String> refusal(double value) {
      try {
        Optimizer.parse(recipe).with(name, HyperParameters.print(value));
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public String toString() {
      return recipe + ": " + name;
    }
  }

  static Stream<Parameter> parameters() {
    return Stream.concat(
        Catalogue.rules().stream()
            .flatMap(entry -> numbers(entry.defaults().text(), entry.defaults())),
        Catalogue.transforms().stream()
            .flatMap(entry -> numbers(recipe(entry.defaults().text()), entry.defaults())));
  }

  private static String recipe(String transform) {
    try {
      Optimizer.parse(transform + " | frozen");
      return transform + " | frozen";
    } catch (IllegalArgumentException behind) {
      return "frozen | " + transform;
    }
  }

  private static Stream<Parameter> numbers(String recipe, Object stage) {
    return Stream.of(stage.getClass().getRecordComponents())
        .filter(RangesTest::isNumber)
        .map(component ->
            new Parameter(
                recipe,
                component.getName(),
                component.getType() == int.class || component.getType() == long.class,
                component.isAnnotationPresent(In.class)));
  }

  private static boolean isNumber(RecordComponent component) {
    return List.of(int.class, long.class, double.class, Schedule.class)
        .contains(component.getType());
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void whatIsRefusedIsWhatTheMessageSays(Parameter parameter) {
    List<Double> values = new ArrayList<>(List.of(-1e3, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 1e3));
    if (!parameter.whole) {
      values.addAll(List.of(-0.5, -1e-40, 1e-40, 1e-37, 9e-38, 0.5, Math.nextDown(1.0), 1e39));
    }
    List<String> rules =
        values.stream()
            .flatMap(v -> parameter.refusal(v).stream())
            .map(RangesTest::rule)
            .distinct()
            .toList();
    assertThat(rules.isEmpty()).as("nothing is refused").isEqualTo(!parameter.ranged);
    for (double value : values) {
      Optional<String> refusal = parameter.refusal(value);
      assertThat(refusal.isEmpty())
          .as("%s = %s, where it must be %s: %s", parameter, value, rules, refusal)
          .isEqualTo(rules.stream().allMatch(rule -> allowed(rule).test(value)));
    }
  }

  private static String rule(String message) {
    Matcher rule = RULE.matcher(message);
    assertThat(rule.find()).as(message).isTrue();
    return rule.group(1);
  }

  private static DoublePredicate allowed(String rule) {
    Matcher interval = INTERVAL.matcher(rule);
    if (interval.matches()) {
      double low = Double.parseDouble(interval.group(2));
      double high = Double.parseDouble(interval.group(3));
      boolean withLow = interval.group(1).equals("[");
      boolean withHigh = interval.group(4).equals("]");
      return v -> (withLow ? v >= low : v > low) && (withHigh ? v <= high : v < high);
    }
    Matcher atLeast = AT_LEAST.matcher(rule);
    if (atLeast.matches()) {
      double low = Double.parseDouble(atLeast.group(1));
      double high = rule.contains("single precision") ? Float.MAX_VALUE : Double.MAX_VALUE;
      return v -> v >= low && v <= high;
    }
    Matcher fromTo = FROM_TO.matcher(rule);
    if (fromTo.matches()) {
      double low = Double.parseDouble(fromTo.group(1));
      double high = Double.parseDouble(fromTo.group(2));
      return v -> v >= low && v <= high;
    }
    assertThat(rule).isEqualTo("positive");
    return v -> v > 0;
  }

  private record Forgotten(@In("[0, 1)") double first, double second) {}

  @Test
  void mistakesOfRulesAreSaid() {
    assertThatThrownBy(() -> Range.check(Forgotten.class, 0.5))
        .hasMessageContaining("must be given all 2 components")
        .hasMessageContaining("was given 1");
    assertThatThrownBy(() -> Range.of("0..1", false))
        .hasMessage("a range must be such as [0, 1), was 0..1");
  }
}
