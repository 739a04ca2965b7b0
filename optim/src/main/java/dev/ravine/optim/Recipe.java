package dev.ravine.optim;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Stages and schedules as text: `adam(learningRate=1e-3,beta1=0.9,beta2=0.999,epsilon=1e-8)`. The
/// components of the record are the hyper-parameters.
public final class Recipe {

  private Recipe() {}

  /// Prints a record with the names of its components.
  ///
  /// @param name the name in the catalogue
  /// @param values a stage or a schedule
  /// @return `name(component=value,…)`, or the name alone if there are no components
  public static String print(String name, Record values) {
    RecordComponent[] components = values.getClass().getRecordComponents();
    if (components.length == 0) {
      return name;
    }
    return Arrays.stream(components)
        .map(component -> component.getName() + "=" + print(get(values, component)))
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  /// Prints a number in the shortest form that reads back as the same: `1e-4`, `0.9`, `100`.
  ///
  /// @param value any double
  /// @return text that [Double#parseDouble] reads
  public static String print(double value) {
    String text = Double.toString(value).replace(".0E", "E").replace('E', 'e');
    if (text.endsWith(".0")) {
      return text.substring(0, text.length() - 2);
    }
    return Math.abs(value) < 1e-2 && !text.contains("e") ? scientific(value) : text;
  }

  /// Small numbers read better as 5e-3 than as 0.005.
  private static String scientific(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    return exact.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  private static String print(Object value) {
    return value instanceof Double number ? print(number.doubleValue()) : value.toString();
  }

  /// The names that [#with] knows for a rule.
  ///
  /// @param rule a record
  /// @return its hyper-parameters, in order
  public static List<String> hyperParameters(UpdateRule rule) {
    return Arrays.stream(components(rule)).map(RecordComponent::getName).toList();
  }

  /// A copy of a rule in which some hyper-parameters are set from text.
  ///
  /// @param rule a record
  /// @param settings values by name; a schedule may be given as a number
  /// @return a changed copy
  /// @throws IllegalArgumentException if a name is unknown, a value is no number, or the rule
  ///   refuses it
  public static UpdateRule with(UpdateRule rule, Map<String, String> settings) {
    RecordComponent[] components = components(rule);
    List<String> names = hyperParameters(rule);
    for (String name : settings.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "%s has no hyper-parameter %s; it has %s"
                .formatted(nameOf(rule), name, String.join(", ", names)));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String text = settings.get(names.get(i));
      values[i] = text == null ? get((Record) rule, components[i]) : parse(components[i], text);
    }
    return create(rule, components, values);
  }

  private static String nameOf(UpdateRule rule) {
    String text = rule.toString();
    int end = text.indexOf('(');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Object parse(RecordComponent component, String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a number, was %s".formatted(component.getName(), text), e);
    }
    if (component.getType() == Schedule.class) {
      return Schedule.constant(value);
    }
    if (component.getType() == double.class) {
      return value;
    }
    throw new IllegalArgumentException(
        "%s is a %s, which can't be set from text"
            .formatted(component.getName(), component.getType().getSimpleName()));
  }

  private static RecordComponent[] components(UpdateRule rule) {
    RecordComponent[] components = rule.getClass().getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(
          "an update rule must be a record, but %s is none".formatted(rule.getClass().getName()));
    }
    return components;
  }

  private static Object get(Record values, RecordComponent component) {
    try {
      return component.getAccessor().invoke(values);
    } catch (ReflectiveOperationException e) {
      throw notAccessible(values.getClass(), e);
    }
  }

  private static UpdateRule create(UpdateRule like, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends UpdateRule> constructor = like.getClass().getConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw notAccessible(like.getClass(), e);
    } catch (ReflectiveOperationException e) {
      throw notAccessible(like.getClass(), e);
    }
  }

  private static IllegalArgumentException notAccessible(Class<?> type, Exception cause) {
    return new IllegalArgumentException(
        type.getName() + " must be a public record in an exported package", cause);
  }
}
