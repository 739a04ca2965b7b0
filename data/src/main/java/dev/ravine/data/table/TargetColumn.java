package dev.ravine.data.table;

import dev.ravine.data.DataException;
import dev.ravine.data.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The column of a table that is to be learnt.
///
/// @param kind what is in it
/// @param name in the head
public record TargetColumn(Kind kind, String name) {

  private static final int MOST_WHOLE_CLASSES = 10;

  /// What there is to be learnt.
  public enum Kind {
    /// A class, named by any text.
    LABEL,
    /// A number.
    TARGET;

    /// The name of the option that names the column.
    ///
    /// @return `label` or `target`
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The column that is learnt if nobody says which: `label`, or `target`.
  ///
  /// @param table the rows
  /// @param options how they are read
  /// @return a column of the table
  /// @throws DataException if there is neither, or both
  public static TargetColumn usual(Table table, TableOptions options) {
    List<String> head = table.head();
    if (head.contains(Kind.LABEL.label()) && head.contains(Kind.TARGET.label())) {
      throw new DataException(
          "%s has both a column label and a column target: say which is to be learnt"
              .formatted(table.file()));
    }
    if (head.contains(Kind.LABEL.label())) {
      return new TargetColumn(Kind.LABEL, Kind.LABEL.label());
    }
    if (head.contains(Kind.TARGET.label())) {
      boolean classes =
          options.inference() == TableOptions.Inference.COLUMNS && holdsClasses(table);
      return new TargetColumn(classes ? Kind.LABEL : Kind.TARGET, Kind.TARGET.label());
    }
    throw new DataException(
        "%s: say with --label or --target which column is to be learnt; there are %s"
            .formatted(table.file(), String.join(", ", head)));
  }

  /// Texts, or few different whole numbers, each of them several times.
  private static boolean holdsClasses(Table table) {
    List<String> cells =
        table.cells(table.column(Kind.TARGET.label())).stream()
            .filter(c -> !TableSchema.isMissing(c))
            .toList();
    Set<String> values = new HashSet<>(cells);
    boolean numbers = values.stream().allMatch(v -> table.numbers().parse(v).isPresent());
    boolean whole = values.stream().allMatch(v -> v.matches("[+-]?\\d+(\\.0*)?"));
    boolean few = values.size() <= MOST_WHOLE_CLASSES && cells.size() >= 3 * values.size();
    return (!numbers && values.size() < cells.size()) || (whole && few);
  }
}
