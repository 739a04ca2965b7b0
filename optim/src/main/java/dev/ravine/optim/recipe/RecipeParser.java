package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.RampUp;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.stage.Stage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads recipes.
///
/// ```
/// recipe    = link { "|" link }
/// link      = call [ "on" selection ]
/// call      = name [ "(" [ argument { "," argument } ] ")" ]
/// argument  = [ name "=" ] value
/// value     = number | call | "[" [ value { "," value } ] "]" | number ( "%" | "epochs" )
/// selection = [ "not" ] ( "all" | "weights" | "biases" | "normalizations" | '"' name '"' )
/// ```
///
/// Arguments without a name come first and stand for the components in their order.
public final class RecipeParser {

  private static final Pattern RELATIVE =
      Pattern.compile("([0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\\s*(%|epochs?\\b)");
  private static final String STEPS = "steps";
  private static final int DEEPEST = 50;

  private final String text;
  private final Optional<RunLength> length;
  private int at;
  private int depth;
  private boolean followsRun;

  /// Reads what does not depend on a run.
  ///
  /// @param text a recipe, a schedule or a value
  public RecipeParser(String text) {
    this(text, Optional.empty());
  }

  /// Reads what is written in terms of a run's length too.
  ///
  /// @param text a recipe, a schedule or a value
  /// @param length of the run, if there is one
  public RecipeParser(String text, Optional<RunLength> length) {
    this.text = text;
    this.length = length;
  }

  /// The whole text as a chain.
  ///
  /// @return links in the order in which they are written
  public List<Link> links() {
    List<Link> links = new ArrayList<>();
    do {
      links.add(link());
    } while (accept('|'));
    expectEnd();
    return links;
  }

  /// The whole text as a value for a component.
  ///
  /// @param component of a stage or a schedule
  /// @return of the component's type
  public Object value(RecordComponent component) {
    Object value = value(component.getName(), component.getGenericType());
    expectEnd();
    return value;
  }

  /// The whole text as a schedule: a number, or such as `cosine(1e-3,100)`.
  ///
  /// @return the schedule
  /// @throws IllegalArgumentException with the position of what can't be read
  public Schedule schedule() {
    Object value = value("schedule", Schedule.class);
    expectEnd();
    return (Schedule) value;
  }

  private Link link() {
    Stage stage = this.<Stage>call(Catalogue.stages(), "stage");
    skip();
    if (!text.startsWith("on ", at)) {
      return stage;
    }
    at += 3;
    skip();
    int start = at;
    while (at < text.length() && text.charAt(at) != '|') {
      at++;
    }
    try {
      return stage.on(new Selection(text.substring(start, at).strip()));
    } catch (IllegalArgumentException e) {
      at = start;
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private <T> T call(List<? extends Catalogue.Entry<? extends T>> known, String kind) {
    skip();
    int start = at;
    String name = name();
    if (name.isEmpty()) {
      throw wrong("a %s must be named here".formatted(kind));
    }
    Catalogue.Entry<? extends T> entry =
        known.stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
    if (entry == null) {
      at = start;
      throw wrong(
          Suggestion.unknown(kind, name, known.stream().map(Catalogue.Entry::name).toList()));
    }
    if (++depth > DEEPEST) {
      throw wrong("a recipe must not be nested more than %d deep".formatted(DEEPEST));
    }
    Map<String, Object> arguments =
        accept('(') ? arguments(entry.defaults(), name) : new LinkedHashMap<>();
    depth--;
    RecordComponent[] components = HyperParameters.components(entry.defaults());
    for (int i = 0; i < entry.required(); i++) {
      String component = components[i].getName();
      boolean endsWithRun =
          component.equals(STEPS) && length.isPresent() && !(entry.defaults() instanceof RampUp);
      if (!arguments.containsKey(component) && endsWithRun) {
        arguments.put(component, length.get().updates());
        followsRun = true;
      } else if (!arguments.containsKey(component)) {
        throw wrong("%s needs %s".formatted(name, component));
      }
    }
    try {
      @SuppressWarnings("unchecked")
      T made = (T) HyperParameters.copy(entry.defaults(), arguments);
      return made;
    } catch (IllegalArgumentException e) {
      at = start;
      throw wrong(name + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Object> arguments(Object defaults, String owner) {
    RecordComponent[] components = HyperParameters.components(defaults);
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    Map<String, Object> arguments = new LinkedHashMap<>();
    boolean named = false;
    String inner = "";
    while (!accept(')')) {
      if (!arguments.isEmpty()) {
        expect(',');
      }
      skip();
      int start = at;
      String name = name();
      skip();
      int place;
      if (!name.isEmpty() && accept('=')) {
        place = names.indexOf(name);
        named = true;
        if (place < 0) {
          at = start;
          throw wrong(Suggestion.unknown("hyper-parameter of " + owner, name, names));
        }
      } else {
        at = start;
        place = arguments.size();
        if (named || place >= names.size()) {
          throw wrong(
              named
                  ? "after a named argument of %s all must be named".formatted(owner)
                  : "%s has only %d hyper-parameters: %s"
                      .formatted(owner, names.size(), String.join(", ", names)));
        }
      }
      String component = names.get(place);
      skip();
      int begin = at;
      followsRun = false;
      Object value = value(component, components[place].getGenericType());
      if (followsRun && defaults instanceof RampUp) {
        inner = text.substring(begin, at);
      }
      if (arguments.put(component, value) != null) {
        at = start;
        throw wrong("%s of %s is given twice".formatted(component, owner));
      }
    }
    // A schedule that ends with the run counts from the end of the rise.
    if (!inner.isEmpty() && arguments.get(STEPS) instanceof Long rise && length.isPresent()) {
      RunLength rest = length.get().after(rise);
      arguments.put("after", new RecipeParser(inner, Optional.of(rest)).schedule());
    }
    return arguments;
  }

  private Object value(String name, Type type) {
    skip();
    int start = at;
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(name, list.getActualTypeArguments()[0]);
    }
    if (type == Schedule.class) {
      return startsNumber() ? Schedule.constant(number(name)) : schedule(name);
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return constant(name, c);
    }
    if (isWhole(type)) {
      Optional<Object> relative = relative(name, type);
      if (relative.isPresent()) {
        return relative.get();
      }
    }
    if (type == long.class || type == Long.class) {
      OptionalLong exact = exactLong();
      if (exact.isPresent()) {
        return exact.getAsLong();
      }
    }
    double number = number(name);
    if (type == double.class || type == Double.class) {
      return number;
    }
    long whole = (long) number;
    if (whole != number || (isInt(type) && whole != (int) whole)) {
      at = start;
      throw wrong(
          "%s must be a whole number, was %s".formatted(name, HyperParameters.print(number)));
    }
    if (isInt(type)) {
      return (int) whole;
    }
    if (type == long.class || type == Long.class) {
      return whole;
    }
    throw wrong("%s is a %s, which can't be written".formatted(name, type.getTypeName()));
  }

  private static boolean isWhole(Type type) {
    return type == long.class || type == Long.class || isInt(type);
  }

  /// A share of the run, or epochs, as a number of updates.
  private Optional<Object> relative(String name, Type type) {
    Matcher written = RELATIVE.matcher(text).region(at, text.length());
    if (!written.lookingAt()) {
      return Optional.empty();
    }
    if (length.isEmpty()) {
      throw wrong(
          "%s must be a number of updates here, where no run has a length, was %s"
              .formatted(name, written.group()));
    }
    double number = Double.parseDouble(written.group(1));
    double updates =
        written.group(2).equals("%")
            ? number / 100 * length.get().updates()
            : number * length.get().updatesPerEpoch();
    long whole = Math.max(1, Math.round(updates));
    at = written.end();
    return Optional.of(isInt(type) ? (Object) Math.toIntExact(whole) : (Object) whole);
  }

  private Schedule schedule(String parameter) {
    int start = at;
    String name = name();
    List<String> known = Catalogue.schedules().stream().map(Catalogue.Entry::name).toList();
    boolean call = accept('(');
    at = start;
    if (!known.contains(name)) {
      String all = call ? "; there are " + String.join(", ", known) : "";
      String guess = Suggestion.of(name, known).map(", did you mean %s?"::formatted).orElse(all);
      throw wrong(
          "%s must be a number or a schedule, was %s%s"
              .formatted(parameter, name.isEmpty() ? "nothing" : name, guess));
    }
    return this.<Schedule>call(Catalogue.schedules(), "schedule");
  }

  private static boolean isInt(Type type) {
    return type == int.class || type == Integer.class;
  }

  private List<Object> list(String name, Type element) {
    expect('[');
    List<Object> values = new ArrayList<>();
    while (!accept(']')) {
      if (!values.isEmpty()) {
        expect(',');
      }
      values.add(value(name, element));
    }
    return List.copyOf(values);
  }

  private Object constant(String name, Class<?> type) {
    int start = at;
    String word = name();
    List<String> words = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      words.add(HyperParameters.word((Enum<?>) constant));
      if (words.getLast().equals(word)) {
        return constant;
      }
    }
    at = start;
    throw wrong("%s must be one of %s, was %s".formatted(name, String.join(", ", words), word));
  }

  private boolean startsNumber() {
    return at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0;
  }

  private double number(String name) {
    int start = at;
    while (at < text.length() && ",()[]| ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    try {
      double value = Double.parseDouble(word);
      if (Character.isLetter(word.charAt(word.length() - 1))) {
        throw new NumberFormatException("a suffix of Java's");
      }
      return value;
    } catch (NumberFormatException e) {
      at = start;
      throw wrong(
          "%s must be a number, was %s".formatted(name, word.isEmpty() ? "nothing" : word), e);
    }
  }

  /// A whole number with all its digits, which a double may not have.
  private OptionalLong exactLong() {
    int end = at;
    while (end < text.length() && "+-0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean ends = end == text.length() || ",)] ".indexOf(text.charAt(end)) >= 0;
    try {
      long value = Long.parseLong(text.substring(at, end));
      at = ends ? end : at;
      return ends ? OptionalLong.of(value) : OptionalLong.empty();
    } catch (NumberFormatException other) {
      return OptionalLong.empty();
    }
  }

  private String name() {
    skip();
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw wrong("'%c' must come here".formatted(c));
    }
  }

  private void expectEnd() {
    skip();
    if (at < text.length()) {
      throw wrong("nothing can follow here");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return wrong(what, null);
  }

  private IllegalArgumentException wrong(String what, @Nullable Exception cause) {
    String rest = at >= text.length() ? "the end" : "\"" + text.substring(at) + "\"";
    return new IllegalArgumentException(
        "%s (at position %d, before %s)".formatted(what, at + 1, rest), cause);
  }
}
