package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The documentation of rules, transformations and schedules, as it stands in their sources, which
/// lie beside the classes in the jar.
public final class Documentation {

  private static final Pattern PARAMETER = Pattern.compile("/// @param (\\w+) (.*)");

  private Documentation() {}

  /// The page of one catalogue entry.
  ///
  /// @param defaults the entry's record
  /// @return its documentation as Markdown; empty if its jar brings no sources along
  public static Optional<String> page(Object defaults) {
    Class<?> type = defaults.getClass();
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".java")) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              documentation(
                  new String(in.readAllBytes(), StandardCharsets.UTF_8), facts(defaults)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of each hyper-parameter its range and its default.
  private static Map<String, String> facts(Object defaults) {
    Map<String, String> facts = new HashMap<>();
    if (defaults instanceof Record values) {
      for (RecordComponent component : HyperParameters.components(defaults)) {
        String range = Range.of(component).map(r -> "in " + r.text() + ", ").orElse("");
        facts.put(
            component.getName(),
            " (%s%s)".formatted(range, HyperParameters.print(values, component)));
      }
    }
    return facts;
  }

  /// The comment before the type, its parameters as a list.
  private static String documentation(String source, Map<String, String> facts) {
    List<String> page = new ArrayList<>();
    for (String line : source.lines().toList()) {
      if (line.startsWith("/// ") || line.equals("///")) {
        Matcher parameter = PARAMETER.matcher(line);
        page.add(
            parameter.matches()
                ? "- `%s`%s: %s"
                    .formatted(
                        parameter.group(1),
                        facts.getOrDefault(parameter.group(1), ""),
                        parameter.group(2))
                : line.substring(Math.min(4, line.length())));
      } else if (!page.isEmpty()) {
        break;
      }
    }
    return String.join("\n", page).replaceAll("\\[(?:[a-z]+\\.)*([A-Z]\\w*)(#[^\\]]*)?\\]", "$1")
        + "\n";
  }
}
