package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The documentation of rules, transformations, schedules and minimizers, as it stands in their
/// sources, which a jar brings along in `META-INF/sources`. (Beside the classes a compiler would
/// take them for the user's own.)
public final class Documentation {

  private static final Pattern PARAMETER = Pattern.compile("/// @param (\\w+) (.*)");

  private Documentation() {}

  /// The page of one catalogue entry.
  ///
  /// @param defaults the entry's record
  /// @return its documentation as Markdown; empty if its jar brings no sources along
  public static Optional<String> page(Object defaults) {
    Class<?> type = defaults.getClass();
    try (InputStream in = type.getResourceAsStream(source(type))) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              documentation(
                  comment(new String(in.readAllBytes(), StandardCharsets.UTF_8), type),
                  facts(defaults)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of each hyper-parameter its range and its default.
  private static Map<String, String> facts(Object defaults) {
    Map<String, String> facts = new HashMap<>();
    if (defaults instanceof Record values) {
      for (RecordComponent component : HyperParameters.components(defaults)) {
        String range =
            Range.of(component).map(r -> "in " + r.text() + ", ").orElse(words(component));
        facts.put(
            component.getName(),
            " (%s%s)".formatted(range, HyperParameters.print(values, component)));
      }
    }
    return facts;
  }

  private static String words(RecordComponent component) {
    Object[] constants = component.getType().getEnumConstants();
    return constants == null
        ? ""
        : Arrays.stream(constants)
            .map(constant -> HyperParameters.word((Enum<?>) constant))
            .collect(Collectors.joining(", ", "one of ", "; "));
  }

  private static String source(Class<?> type) {
    return "/META-INF/sources/%s.java".formatted(outermost(type).getName().replace('.', '/'));
  }

  private static Class<?> outermost(Class<?> type) {
    return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
  }

  /// The comment before a type.
  private static List<String> comment(String source, Class<?> type) {
    List<String> lines = source.lines().map(String::strip).toList();
    Pattern declaration =
        Pattern.compile("(?:.* )?(?:record|class|enum) " + type.getSimpleName() + "\\b.*");
    int end = 0;
    while (end < lines.size() - 1 && !isCode(lines.get(end), declaration)) {
      end++;
    }
    while (end > 0 && !lines.get(end - 1).startsWith("///")) {
      end--;
    }
    int begin = end;
    while (begin > 0 && lines.get(begin - 1).startsWith("///")) {
      begin--;
    }
    return lines.subList(begin, end);
  }

  private static boolean isCode(String line, Pattern declaration) {
    return !line.startsWith("///") && declaration.matcher(line).matches();
  }

  /// A comment as Markdown, its parameters as a list.
  private static String documentation(List<String> comment, Map<String, String> facts) {
    List<String> page = new ArrayList<>();
    for (String line : comment) {
      Matcher parameter = PARAMETER.matcher(line);
      page.add(
          parameter.matches()
              ? "- `%s`%s: %s"
                  .formatted(
                      parameter.group(1),
                      facts.getOrDefault(parameter.group(1), ""),
                      parameter.group(2))
              : line.substring(Math.min(4, line.length())));
    }
    return String.join("\n", page).replaceAll("\\[(?:[a-z]+\\.)*([A-Z]\\w*)(#[^\\]]*)?\\]", "$1")
        + "\n";
  }
}
