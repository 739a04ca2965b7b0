package dev.ravine.optim.hyperparameter;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values that a hyper-parameter may have, read from [In].
///
/// @param text as papers write it
/// @param low the lower end
/// @param high the upper end
/// @param single whether values may not vanish in single precision either
public record Range(String text, double low, double high, boolean single) {

  private static final Pattern BRACKETS = Pattern.compile("[\\[(]([^,]+),([^,]+)[\\])]");

  /// Sizes below this vanish beside others in single precision.
  private static final double SMALLEST_SINGLE = 1e-37;

  /// Reads a range.
  ///
  /// @param text two ends in brackets
  /// @param single as [In#single]
  public static Range of(String text, boolean single) {
    Matcher ends = BRACKETS.matcher(text);
    if (!ends.matches()) {
      throw new IllegalArgumentException("a range must be such as [0, 1), was " + text);
    }
    return new Range(text, number(ends.group(1)), number(ends.group(2)), single);
  }

  private static double number(String text) {
    return switch (text.strip()) {
      case "∞" -> Double.POSITIVE_INFINITY;
      case "-∞" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text.strip());
    };
  }

  /// That of a component.
  ///
  /// @param component of a stage
  /// @return empty if any value will do
  public static Optional<Range> of(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(In.class))
        .map(in -> of(in.value(), in.single()));
  }

  /// The same, with its lower end: a learning rate that changes may touch 0.
  ///
  /// @return the range with its lower end
  public Range closed() {
    return new Range("[" + text.substring(1), low, high, single);
  }

  /// Checks a value.
  ///
  /// @param name of the hyper-parameter
  /// @param value of it
  /// @return the value
  /// @throws IllegalArgumentException if it is outside
  public double check(String name, double value) {
    boolean above = text.startsWith("[") ? value >= low : value > low;
    boolean below = text.endsWith("]") ? value <= high : value < high;
    if (!(above && below)) {
      throw refusal(name, words(), Double.toString(value));
    }
    if (single && !(value >= SMALLEST_SINGLE && value < Float.MAX_VALUE)) {
      throw refusal(
          name, "1e-37 or more, as numbers are of single precision", Double.toString(value));
    }
    return value;
  }

  private static IllegalArgumentException refusal(String name, String rule, String value) {
    return new IllegalArgumentException("%s must be %s, was %s".formatted(name, rule, value));
  }

  private String words() {
    if (high < Double.POSITIVE_INFINITY) {
      return "in " + text;
    }
    if (text.startsWith("(") && low == 0) {
      return "positive";
    }
    return "%s or more".formatted(HyperParameters.print(low));
  }

  /// Checks what a constructor was given: constant schedules now, others in each step.
  ///
  /// @param type a stage
  /// @param values of its components, in order
  /// @throws IllegalArgumentException if one is outside of its range
  public static void check(Class<? extends Record> type, @Nullable Object... values) {
    RecordComponent[] components = type.getRecordComponents();
    if (values.length != components.length) {
      throw new IllegalArgumentException(
          "Range.check must be given all %d components of %s in order, was given %d"
              .formatted(components.length, type.getName(), values.length));
    }
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Object value = values[i];
      if (value == null) {
        throw refusal(
            name, "a " + components[i].getType().getSimpleName().toLowerCase(Locale.ROOT), "null");
      }
      Optional<Range> range = of(components[i]);
      if (range.isPresent() && value instanceof Schedule.Constant(double constant)) {
        range.get().check(name, constant);
      } else if (range.isPresent() && value instanceof Double number) {
        range.get().check(name, number);
      } else if (range.isPresent() && value instanceof Number whole) {
        range.get().checkWhole(name, whole.longValue());
      }
    }
  }

  private void checkWhole(String name, long value) {
    if (value < low || value > high) {
      throw refusal(name, words(), Long.toString(value));
    }
  }
}
