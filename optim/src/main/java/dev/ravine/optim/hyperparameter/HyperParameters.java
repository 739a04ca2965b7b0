package dev.ravine.optim.hyperparameter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The hyper-parameters of stages and schedules, which are the components of their records: listed,
/// changed by name, and printed as `adam(learningRate=1e-3,beta1=0.9,beta2=0.999,epsilon=1e-8)`,
/// which `Optimizer.parse` reads.
public final class HyperParameters {

  /// What HotSpot calls the class of a lambda, and the object's identity.
  private static final Pattern LAMBDA = Pattern.compile("[\\w.$]*\\$\\$Lambda[\\w./$]*@[0-9a-f]+");

  private HyperParameters() {}

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

  /// Prints a record under its [Named] name.
  ///
  /// @param values a rule or a transformation
  /// @return as [#print(String, Record)]
  public static String print(Record values) {
    Named named = values.getClass().getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalArgumentException(
          values.getClass().getName() + " must have a name: @Named(\"…\")");
    }
    return print(named.value(), values);
  }

  /// A copy of a stage with another value for a hyper-parameter.
  ///
  /// @param stage a record
  /// @param name of the component
  /// @param value a number: of a schedule, a constant one
  /// @param <S> its type
  /// @return a changed copy
  /// @throws IllegalArgumentException if the value is outside of its range
  public static <S extends Record> S with(S stage, String name, double value) {
    return changed(stage, name, type -> type == Schedule.class ? Schedule.constant(value) : value);
  }

  /// A copy of a stage with another value for a hyper-parameter.
  ///
  /// @param stage a record
  /// @param name of the component
  /// @param value of a component that is a number, a constant one
  /// @param <S> its type
  /// @return a changed copy
  /// @throws IllegalArgumentException if the value is outside of its range, or changes and may not
  public static <S extends Record> S with(S stage, String name, Schedule value) {
    return changed(
        stage,
        name,
        type -> {
          if (type == Schedule.class) {
            return value;
          }
          if (value instanceof Schedule.Constant(double number)) {
            return number;
          }
          throw new IllegalArgumentException(
              "%s must not change from step to step, was %s".formatted(name, value));
        });
  }

  @SuppressWarnings("unchecked") // a copy is of the same type
  private static <S extends Record> S changed(
      S stage, String name, Function<Class<?>, Object> value) {
    return (S) set(stage, name, component -> value.apply(component.getType()));
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

  /// Prints the value of one component.
  ///
  /// @param values a stage or a schedule
  /// @param component of it
  /// @return as in [#print(Record)]
  public static String print(Record values, RecordComponent component) {
    return print(get(values, component));
  }

  /// Prints a hyper-parameter, or what has some.
  ///
  /// @param value a number, a word, a list, a stage or a schedule
  /// @return as it is written in a recipe; lambdas are `function`, and no recipe can be read from
  ///   that
  public static String print(Object value) {
    return switch (value) {
      case Double number -> print(number.doubleValue());
      case Enum<?> word -> word(word);
      case List<?> list ->
          list.stream().map(HyperParameters::print).collect(Collectors.joining(",", "[", "]"));
      case Schedule schedule -> text(schedule);
      case Record named when named.getClass().isAnnotationPresent(Named.class) -> print(named);
      default -> text(value);
    };
  }

  /// What has no text of its own is called the same in every process: a lambda `function`, any
  /// other object by its class.
  private static String text(Object value) {
    String text = LAMBDA.matcher(value.toString()).replaceAll("function");
    String type = value.getClass().getName();
    boolean isIdentity = text.equals(type + "@" + Integer.toHexString(value.hashCode()));
    return isIdentity ? type.substring(type.lastIndexOf('.') + 1) : text;
  }

  /// How an enum's constant is written: `exponentialRange` for EXPONENTIAL_RANGE.
  ///
  /// @param constant of a hyper-parameter
  /// @return in camel case
  public static String word(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    return IntStream.range(0, words.length)
        .mapToObj(i ->
            i == 0 ? words[i] : Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1))
        .collect(Collectors.joining());
  }

  /// The name a stage or schedule is printed under.
  ///
  /// @param printed a stage or schedule
  /// @return what stands before the bracket
  public static String name(Object printed) {
    String text = print(printed);
    int end = text.indexOf('(');
    return end < 0 ? text : text.substring(0, end);
  }

  /// The names of a stage's hyper-parameters.
  ///
  /// @param stage a record
  /// @return the names of its components, in order
  public static List<String> names(Object stage) {
    return Arrays.stream(components(stage)).map(RecordComponent::getName).toList();
  }

  /// The hyper-parameters of a stage that may change from step to step.
  ///
  /// @param stage a record
  /// @return schedules by name, in order; none for what is no record
  public static Map<String, Schedule> schedules(Object stage) {
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    if (stage instanceof Record values) {
      for (RecordComponent component : components(stage)) {
        if (component.getType() == Schedule.class) {
          schedules.put(component.getName(), (Schedule) get(values, component));
        }
      }
    }
    return schedules;
  }

  /// A copy of a stage or schedule with another hyper-parameter.
  ///
  /// @param stage a record
  /// @param name of the component
  /// @param value for the component, once it is found
  /// @return a changed copy
  /// @throws IllegalArgumentException if there is no such component, or it refuses the value
  public static Record set(Record stage, String name, Function<RecordComponent, Object> value) {
    for (RecordComponent component : components(stage)) {
      if (component.getName().equals(name)) {
        return (Record) copy(stage, Map.of(name, value.apply(component)));
      }
    }
    throw new IllegalArgumentException("%s has no %s".formatted(name(stage), name));
  }

  /// A copy of a record in which some components are replaced.
  ///
  /// @param like the record
  /// @param changes new values by name
  /// @return of the same type
  public static Object copy(Object like, Map<String, Object> changes) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components(like)) {
      Object changed = changes.get(component.getName());
      values.add(changed == null ? get((Record) like, component) : changed);
    }
    return create(like.getClass(), values);
  }

  /// The components of a stage or schedule.
  ///
  /// @param values must be a record
  /// @return in order
  public static RecordComponent[] components(Object values) {
    RecordComponent[] components = values.getClass().getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(
          "stages and schedules must be records, but %s is none"
              .formatted(values.getClass().getName()));
    }
    return components;
  }

  /// The value of one component.
  ///
  /// @param values a record
  /// @param component of it
  /// @return the value
  public static Object get(Record values, RecordComponent component) {
    try {
      return component.getAccessor().invoke(values);
    } catch (ReflectiveOperationException e) {
      throw notAccessible(values.getClass(), e);
    }
  }

  private static Object create(Class<?> type, List<Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw notAccessible(type, e);
    } catch (ReflectiveOperationException e) {
      throw notAccessible(type, e);
    }
  }

  private static IllegalArgumentException notAccessible(Class<?> type, Exception cause) {
    return new IllegalArgumentException(
        type.getName() + " must be a public record in an exported package", cause);
  }
}
