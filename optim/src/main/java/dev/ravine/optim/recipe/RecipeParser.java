package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.RampUp;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimizer;
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

/// Reads recipes.
///
/// ```
/// recipe    = ( link | minimizer ) { "|" ( link | minimizer ) }      at most one minimizer
/// minimizer = call
/// link      = call [ "on" selection ]
/// call      = name [ "(" [ argument { "," argument } ] ")" ]
/// argument  = [ name "=" ] value
/// value     = number | call | "[" [ value { "," value } ] "]" | number ( "%" | "epochs" )
/// selection = [ "not" ] ( "all" | "weights" | "biases" | "normalizations" | '"' name '"' )
/// ```
///
/// Arguments without a name come first and stand for the components in their order.
public final class RecipeParser {

  private static final String STEPS = "steps";
  private static final int DEEPEST = 50;

  private final RecipeScanner in;
  private final Optional<RunLength> length;
  private int depth;
  private boolean followsRun;

  /// Reads what does not depend on a run: a recipe, a schedule or a value.
  public RecipeParser(String text) {
    this(text, Optional.empty());
  }

  /// Reads what is written in terms of a run's length too, if there is a run.
  public RecipeParser(String text, Optional<RunLength> length) {
    in = new RecipeScanner(text);
    this.length = length;
  }

  /// The whole text as a chain, or as a minimizer and what stands beside it.
  public Recipe recipe() {
    List<Link> links = new ArrayList<>();
    Optional<Minimizer> minimizer = Optional.empty();
    do {
      if (!startsMinimizer()) {
        links.add(link());
      } else if (minimizer.isPresent()) {
        throw in.wrong("a recipe can have one minimizer only");
      } else {
        minimizer = Optional.of(this.<Minimizer>call(Catalogue.minimizers(), "minimizer"));
        in.skip();
        if (in.text.startsWith("on ", in.at)) {
          throw in.wrong(
              "a minimizer moves all parameters but frozen ones: write | frozen on … after it");
        }
      }
    } while (in.accept('|'));
    in.expectEnd(": arguments stand in parentheses, as in adam(1e-3), and | between stages");
    return new Recipe(links, minimizer);
  }

  private boolean startsMinimizer() {
    in.skip();
    int start = in.at;
    String name = in.name();
    in.at = start;
    return Catalogue.minimizers().stream().anyMatch(entry -> entry.name().equals(name));
  }

  /// The whole text as a value for a component of a stage or a schedule.
  public Object value(RecordComponent component) {
    Object value = value(component.getName(), component.getGenericType());
    in.expectEnd();
    return value;
  }

  /// The whole text as a schedule: a number, or such as `cosine(1e-3,100)`.
  ///
  /// @throws IllegalArgumentException with the position of what can't be read
  public Schedule schedule() {
    Object value = value("schedule", Schedule.class);
    in.expectEnd();
    return (Schedule) value;
  }

  /// The whole text as a minimizer, such as `lbfgs(memory=5)`.
  ///
  /// @throws IllegalArgumentException with the position of what can't be read
  public Minimizer minimizer() {
    String word = in.word();
    if (Catalogue.rules().stream().anyMatch(entry -> entry.name().equals(word))) {
      throw in.wrong(word + " is an update rule, and a minimizer is needed here");
    }
    return named(Catalogue.minimizers(), "minimizer");
  }

  /// The whole text as one of several named records, such as `backtracking(factor=0.5)`.
  ///
  /// @param known all that it may be
  /// @param kind what messages call it
  /// @param <T> its type
  /// @throws IllegalArgumentException with the position of what can't be read
  public <T> T named(List<Catalogue.Entry<T>> known, String kind) {
    T named = call(known, kind);
    in.expectEnd();
    return named;
  }

  private Link link() {
    Stage stage = this.<Stage>call(Catalogue.stages(), "stage");
    in.skip();
    if (!in.text.startsWith("on ", in.at)) {
      return stage;
    }
    in.at += 3;
    in.skip();
    int start = in.at;
    while (in.at < in.text.length() && in.text.charAt(in.at) != '|') {
      in.at++;
    }
    try {
      return stage.on(new Selection(in.text.substring(start, in.at).strip()));
    } catch (IllegalArgumentException e) {
      in.at = start;
      throw in.wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private <T> T call(List<? extends Catalogue.Entry<? extends T>> known, String kind) {
    in.skip();
    int start = in.at;
    String name = in.name();
    if (name.isEmpty()) {
      throw in.wrong("a %s must be named here".formatted(kind));
    }
    Catalogue.Entry<? extends T> entry =
        known.stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
    if (entry == null) {
      in.at = start;
      if (Catalogue.schedules().stream().anyMatch(schedule -> schedule.name().equals(name))) {
        throw in.wrong(
            "%s is a schedule: it stands in place of a number, as in adam(%s)"
                .formatted(name, in.text.strip()));
      }
      throw in.wrong(
          Suggestion.unknown(kind, in.word(), known.stream().map(Catalogue.Entry::name).toList()));
    }
    if (++depth > DEEPEST) {
      throw in.wrong("a recipe must not be nested more than %d deep".formatted(DEEPEST));
    }
    Map<String, Object> arguments =
        in.accept('(') ? arguments(entry.defaults(), name) : new LinkedHashMap<>();
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
        throw in.wrong("%s needs %s".formatted(name, component));
      }
    }
    try {
      @SuppressWarnings("unchecked")
      T made = (T) HyperParameters.copy(entry.defaults(), arguments);
      return made;
    } catch (IllegalArgumentException e) {
      in.at = start;
      throw in.wrong(name + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Object> arguments(Object defaults, String owner) {
    RecordComponent[] components = HyperParameters.components(defaults);
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    Map<String, Object> arguments = new LinkedHashMap<>();
    boolean named = false;
    String inner = "";
    while (!in.accept(')')) {
      if (!arguments.isEmpty()) {
        in.expectComma(')');
      }
      in.skip();
      int start = in.at;
      String name = in.name();
      in.skip();
      int place;
      if (!name.isEmpty() && in.accept('=')) {
        place = names.indexOf(name);
        named = true;
        if (place < 0) {
          in.at = start;
          throw in.wrong(Suggestion.unknown("hyper-parameter of " + owner, name, names));
        }
      } else {
        in.at = start;
        place = arguments.size();
        if (named || place >= names.size()) {
          throw in.wrong(
              named
                  ? "after a named argument of %s all must be named".formatted(owner)
                  : "%s has only %d hyper-parameters: %s"
                      .formatted(owner, names.size(), String.join(", ", names)));
        }
      }
      String component = names.get(place);
      in.skip();
      int begin = in.at;
      followsRun = false;
      Object value = value(component, components[place].getGenericType());
      if (followsRun && defaults instanceof RampUp) {
        inner = in.text.substring(begin, in.at);
      }
      if (arguments.put(component, value) != null) {
        in.at = start;
        throw in.wrong("%s of %s is given twice".formatted(component, owner));
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
    in.skip();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(name, list.getActualTypeArguments()[0]);
    }
    if (type == Schedule.class) {
      return in.startsNumber() ? Schedule.constant(in.number(name)) : schedule(name);
    }
    if (type == LineSearch.class) {
      return this.<LineSearch>call(Catalogue.lineSearches(), "line search");
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return in.constant(name, c);
    }
    if (isWhole(type)) {
      Optional<Object> relative = in.relative(name, type, length);
      if (relative.isPresent()) {
        return relative.get();
      }
    }
    return in.number(name, type);
  }

  private static boolean isWhole(Type type) {
    return type == long.class || type == Long.class || RecipeScanner.isInt(type);
  }

  private Schedule schedule(String parameter) {
    int start = in.at;
    String name = in.name();
    List<String> known = Catalogue.schedules().stream().map(Catalogue.Entry::name).toList();
    boolean call = in.accept('(');
    in.at = start;
    if (!known.contains(name)) {
      String all = call ? "; there are " + String.join(", ", known) : "";
      String guess = Suggestion.of(name, known).map(", did you mean %s?"::formatted).orElse(all);
      throw in.wrong(
          "%s must be a number or a schedule, was %s%s"
              .formatted(parameter, name.isEmpty() ? "nothing" : name, guess));
    }
    return this.<Schedule>call(Catalogue.schedules(), "schedule");
  }

  private List<Object> list(String name, Type element) {
    in.expect('[');
    List<Object> values = new ArrayList<>();
    while (!in.accept(']')) {
      if (!values.isEmpty()) {
        in.expectComma(']');
      }
      values.add(value(name, element));
    }
    return List.copyOf(values);
  }
}
