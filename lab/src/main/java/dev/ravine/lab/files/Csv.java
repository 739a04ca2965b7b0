package dev.ravine.lab.files;

import dev.ravine.optim.hyperparameter.HyperParameters;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/// A table as comma-separated values: numbers as [HyperParameters#print] writes them, texts quoted
/// where they must be.
public final class Csv {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private final StringBuilder text = new StringBuilder();

  /// A table without rows.
  ///
  /// @param head the names of the columns
  public Csv(String... head) {
    this(List.of(head));
  }

  /// A table without rows.
  ///
  /// @param head the names of the columns
  public Csv(Collection<String> head) {
    row(head);
  }

  /// Adds a row.
  ///
  /// @param cells numbers, and texts; an [OptionalDouble] may be empty
  public void row(Object... cells) {
    row(List.of(cells));
  }

  /// Adds a row.
  ///
  /// @param cells as in [#row(Object...)]
  public void row(Collection<?> cells) {
    text.append(CSVFormat.RFC4180.format(cells.stream().map(Csv::cell).toArray())).append('\n');
  }

  private static Object cell(Object cell) {
    return switch (cell) {
      case Double number -> HyperParameters.print(number);
      case OptionalDouble number ->
          number.isPresent() ? HyperParameters.print(number.getAsDouble()) : "";
      case String words -> harmless(words);
      default -> cell;
    };
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe in front.
  private static String harmless(String words) {
    boolean formula =
        !words.isEmpty()
            && "=+-@\t\r".indexOf(words.charAt(0)) >= 0
            && !NUMBER.matcher(words).matches();
    return formula ? "'" + words : words;
  }

  /// The table.
  ///
  /// @return head and rows, each with a line feed at its end
  @Override
  public String toString() {
    return text.toString();
  }
}
