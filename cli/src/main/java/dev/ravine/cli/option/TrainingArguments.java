package dev.ravine.cli.option;

import dev.ravine.lab.plan.OptionReader;
import dev.ravine.lab.plan.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How runs train and are tested. Each option is a key of [TrainingOptions]: `--class-weights` is
/// `classWeights`.
@SuppressWarnings("UnusedVariable") // picocli reads the fields, by the options' names
final class TrainingArguments implements OptionReader {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "Cross-validate: cut the examples into N folds, and do every run N times, each time"
              + " validated on another fold and trained on the rest.")
  private @Nullable String folds;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "End a run after N epochs without a better validation accuracy, or R² (default: 0,"
              + " never).")
  private @Nullable String patience;

  @Option(
      names = "--class-weights",
      paramLabel = "WHAT",
      description =
          "none, balanced: all classes count the same in the training loss, however many examples"
              + " they have, or numbers such as no=1,yes=5 (default: none).")
  private @Nullable String classWeights;

  @Option(
      names = "--label-smoothing",
      paramLabel = "PART",
      description =
          "Give this part of each label to all classes in equal shares, such as 0.1 (default: 0).")
  private @Nullable String labelSmoothing;

  @Option(
      names = "--autoencoder",
      description = "Learn the features themselves, not labels or values.")
  private @Nullable Boolean autoencoder;

  @Option(
      names = "--test",
      paramLabel = "WHAT",
      description =
          "Test the best run once, at the end: on a share of the examples such as 0.2, a table, a"
              + " folder of pictures, or official, a data set's own test files.")
  private @Nullable String test;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "Who does the work of a run: plain, one learner, or several replicas, such as"
              + " downpour(replicas=2,shards=4): downpour, sandblaster, synchronous, localSgd, diloco"
              + " or elastic (default: plain).")
  private @Nullable String method;

  private Map<String, String> ofMethod = Map.of();

  /// Takes arguments of the method that are options of their own.
  ///
  /// @param arguments values by name, such as `replicas`
  void ofMethod(Map<String, String> arguments) {
    ofMethod = arguments;
  }

  private String method(@Nullable String name) {
    String first = option(ofMethod.keySet().iterator().next());
    if (name == null) {
      throw new IllegalArgumentException(first + " needs a method, such as --method downpour");
    }
    if (name.contains("(")) {
      throw new IllegalArgumentException(
          "%s can't come with --method %s: write it in the parentheses".formatted(first, name));
    }
    Map<String, String> arguments = new LinkedHashMap<>(ofMethod);
    if (name.equals("downpour") && arguments.containsKey("every")) {
      String both = arguments.remove("every");
      for (String each : List.of("fetchEvery", "pushEvery")) {
        if (arguments.put(each, both) != null) {
          throw new IllegalArgumentException("--every can't come with " + option(each));
        }
      }
    }
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + "=" + argument.getValue())
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  @Override
  public <T> T read(String key, T usual, Function<String, T> parse) {
    @Nullable OptionSpec option = spec.findOption(option(key));
    @Nullable Object given = option == null ? null : option.getValue();
    if (key.equals("method") && !ofMethod.isEmpty()) {
      return parse.apply(method((@Nullable String) given));
    }
    return given == null ? usual : parse.apply(given.toString());
  }

  /// The rules of settings name keys of files; here options are named.
  TrainingOptions options() {
    try {
      return TrainingOptions.read(this);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      for (String key : TrainingOptions.KEYS) {
        if (message.startsWith(key + " ")) {
          throw new IllegalArgumentException(option(key) + message.substring(key.length()), e);
        }
      }
      throw e;
    }
  }

  private static String option(String key) {
    return "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
