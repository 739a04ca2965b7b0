package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All update rules, transformations and schedules by name: Ravine's, and those of every
/// [Contribution] that Ravine's class loader or the thread's own (its context class loader) finds.
public final class Catalogue {

  /// One rule, transformation, schedule, minimizer or line search.
  ///
  /// @param name how it is called in recipes and on the command line
  /// @param summary one line for people
  /// @param source the paper: authors, year, arXiv number if there is one; or empty
  /// @param defaults a record with default hyper-parameters
  /// @param required how many of its first hyper-parameters must be given in a recipe
  /// @param <T> its kind
  public record Entry<T>(String name, String summary, String source, T defaults, int required) {

    /// Something whose hyper-parameters all have defaults.
    ///
    /// @param name how it is called
    /// @param summary one line for people
    /// @param source the paper
    /// @param defaults a record
    public Entry(String name, String summary, String source, T defaults) {
      this(name, summary, source, defaults, 0);
    }
  }

  /// An entry for what is [Named].
  ///
  /// @param defaults a record with default hyper-parameters
  /// @param required how many of its first hyper-parameters must be given in a recipe
  /// @param <T> its kind
  /// @return its name, summary and source
  public static <T> Entry<T> entry(T defaults, int required) {
    Named named = defaults.getClass().getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalArgumentException(
          defaults.getClass().getName() + " must have a name: @Named(\"…\")");
    }
    if (!NAME.matcher(named.value()).matches()) {
      throw new IllegalArgumentException(
          "the name of %s must be letters and digits, a letter first, was %s"
              .formatted(defaults.getClass().getName(), named.value()));
    }
    return new Entry<>(named.value(), named.summary(), named.source(), defaults, required);
  }

  /// An entry for what is [Named], all of whose hyper-parameters have defaults.
  ///
  /// @param defaults a record with default hyper-parameters
  /// @param <T> its kind
  /// @return its name, summary and source
  public static <T> Entry<T> entry(T defaults) {
    return entry(defaults, 0);
  }

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");

  private Catalogue() {}

  /// All update rules.
  ///
  /// @return Ravine's in the order of their families, then those of others
  public static List<Entry<UpdateRule>> rules() {
    return Contributions.found().rules();
  }

  /// All stages that can stand around a rule.
  ///
  /// @return Ravine's in the order of execution, then those of others
  public static List<Entry<Stage>> transforms() {
    return Contributions.found().transforms();
  }

  /// All schedules.
  ///
  /// @return Ravine's, then those of others
  public static List<Entry<Schedule>> schedules() {
    return Contributions.found().schedules();
  }

  /// All minimizers.
  ///
  /// @return Ravine's, then those of others
  public static List<Entry<Minimizer>> minimizers() {
    return Contributions.found().minimizers();
  }

  /// All line searches of minimizers.
  ///
  /// @return Ravine's, then those of others
  public static List<Entry<LineSearch>> lineSearches() {
    return Contributions.found().lineSearches();
  }

  /// All problems to try minimizers on, those of one name at several dimensions one after the
  /// other.
  ///
  /// @return Ravine's, then those of others
  public static List<Problem> problems() {
    return Contributions.found().problems();
  }

  /// Finds a problem.
  ///
  /// @param label a name, perhaps with a dimension: `wood`, `rosenbrock:100`
  /// @return the problem
  /// @throws IllegalArgumentException if there is none, with the names or dimensions there are
  public static Problem problem(String label) {
    String[] parts = label.split(":", 2);
    List<Problem> named =
        problems().stream().filter(problem -> problem.name().equals(parts[0])).toList();
    if (named.isEmpty()) {
      List<String> names = problems().stream().map(Problem::name).distinct().toList();
      throw new IllegalArgumentException(Suggestion.unknown("problem", parts[0], names));
    }
    if (parts.length == 1) {
      return named.getFirst();
    }
    int dimension;
    try {
      dimension = Integer.parseInt(parts[1].strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the dimension of %s must be a whole number, was %s".formatted(parts[0], parts[1]), e);
    }
    return named.stream()
        .flatMap(problem -> problem.ofDimension(dimension).stream())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the dimension of %s must be one of %s, was %d"
                    .formatted(
                        parts[0],
                        named.stream()
                            .map(problem -> Integer.toString(problem.start().length))
                            .collect(Collectors.joining(", ")),
                        dimension)));
  }

  /// The names of all rules.
  ///
  /// @return the names, in the order of [#rules()]
  public static List<String> names() {
    return rules().stream().map(Entry::name).toList();
  }

  /// Finds a rule.
  ///
  /// @param name its name
  /// @return its entry
  /// @throws IllegalArgumentException if there is none, with the nearest name
  public static Entry<UpdateRule> find(String name) {
    return rules().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(Suggestion.unknown("update rule", name, names())));
  }

  /// Finds a rule, transformation, schedule, minimizer or line search.
  ///
  /// @param name its name
  /// @return its entry; empty if there is none
  public static Optional<Entry<?>> findAny(String name) {
    return everything().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static Stream<Entry<?>> everything() {
    return Contributions.found().everything();
  }

  /// What can stand in a chain.
  static List<Entry<? extends Stage>> stages() {
    List<Entry<? extends Stage>> stages = new ArrayList<>(rules());
    stages.addAll(transforms());
    return stages;
  }
}
