package dev.ravine.optim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The documentation of rules, transformations and schedules, as it stands in their sources, which
/// lie beside the classes in the jar.
public final class Manual {

  private Manual() {}

  /// The page of one catalogue entry.
  ///
  /// @param defaults the entry's record
  /// @return its documentation as Markdown; empty if its jar brings no sources along
  public static Optional<String> page(Object defaults) {
    Class<?> type = defaults.getClass();
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".java")) {
      return in == null
          ? Optional.empty()
          : Optional.of(documentation(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The comment before the type, its parameters as a list.
  private static String documentation(String source) {
    List<String> page = new ArrayList<>();
    for (String line : source.lines().toList()) {
      if (line.startsWith("/// ") || line.equals("///")) {
        page.add(
            line.substring(Math.min(4, line.length())).replaceFirst("^@param (\\w+) ", "- `$1`: "));
      } else if (!page.isEmpty()) {
        break;
      }
    }
    return String.join("\n", page).replaceAll("\\[(?:[a-z]+\\.)*([A-Z]\\w*)(#[^\\]]*)?\\]", "$1")
        + "\n";
  }
}
