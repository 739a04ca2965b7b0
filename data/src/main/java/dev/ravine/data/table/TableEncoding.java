package dev.ravine.data.table;

import dev.ravine.data.DataException;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a table as features, by a [TableSchema].
public final class TableEncoding {

  private TableEncoding() {}

  /// The features of all rows. A category that is not known is none of those that are.
  ///
  /// @param schema of the model
  /// @param table the rows
  /// @param notes are told of such categories
  /// @return row after row
  /// @throws DataException if a column is missing, or a number that may not be
  public static float[] encode(TableSchema schema, Table table, List<String> notes) {
    List<TableColumn> columns = schema.columns();
    Map<String, Odd> odd = new LinkedHashMap<>();
    int width = schema.features().size();
    int[] places = columns.stream().mapToInt(c -> table.column(c.name())).toArray();
    float[] features = new float[Math.multiplyExact(table.rows().size(), width)];
    int at = 0;
    for (Table.Row row : table.rows()) {
      for (int c = 0; c < places.length; c++) {
        TableColumn column = columns.get(c);
        String text = row.fields().get(places[c]);
        if (!encode(table, row, column, text, features, at)) {
          odd.merge(
              column.name(), new Odd(column, row.line(), text, 1), (first, next) -> first.more());
        }
        at += column.features().size();
      }
    }
    odd.values().forEach(of -> notes.add(of.note()));
    return features;
  }

  /// Cells of a column that no training row has.
  private record Odd(TableColumn column, long line, String text, int rows) {

    Odd more() {
      return new Odd(column, line, text, rows + 1);
    }

    String note() {
      String count = rows == 1 ? "1 row" : rows + " rows";
      return switch (column) {
        case TableColumn.Numeric numeric ->
            "%s is missing in %s, first in line %d, as in no training row: their mean stands in"
                .formatted(column.name(), count, line);
        case TableColumn.Categorical categorical ->
            "%s has a category that no training row has in %s, first \"%s\" in line %d: taken as none of the known ones"
                .formatted(column.name(), count, text, line);
      };
    }
  }

  /// Says whether the cell is known.
  private static boolean encode(
      Table table, Table.Row row, TableColumn column, String text, float[] out, int at) {
    return switch (column) {
      case TableColumn.Numeric number -> {
        boolean missing = TableSchema.isMissing(text);
        if (missing && Double.isNaN(number.mean())) {
          throw new DataException(
              "%s, line %d: %s must be a number, was \"%s\""
                  .formatted(table.file(), row.line(), column.name(), text));
        }
        out[at] = number.feature(missing ? number.mean() : table.number(row, column.name(), text));
        if (!Float.isFinite(out[at])) {
          throw new DataException(
              "%s, line %d: %s must be a number of the training rows' size, was \"%s\""
                  .formatted(table.file(), row.line(), column.name(), text));
        }
        if (number.indicated()) {
          out[at + 1] = missing ? 1 : 0;
        }
        yield !missing || number.indicated();
      }
      case TableColumn.Categorical category -> {
        int known = category.values().indexOf(text);
        if (known >= 0) {
          out[at + known] = 1;
        }
        yield known >= 0;
      }
    };
  }
}
