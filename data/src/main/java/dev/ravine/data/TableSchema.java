package dev.ravine.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How the rows of a table become examples: what a model needs to know to be used on other rows.
///
/// @param columns that features come from, in order
/// @param target the column that was learnt
/// @param values how its numbers become values to learn, if they are no classes
public record TableSchema(
    List<TableColumn> columns, String target, Optional<TableColumn.Numeric> values) {

  private static final String PREFIX = "table.";
  private static final Set<String> MISSING =
      Set.of("", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "?", "-");

  public TableSchema {
    columns = List.copyOf(columns);
  }

  /// Whether a cell of a column of numbers is empty, or says that its number is missing.
  static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  /// What the features are called.
  ///
  /// @return a name for each
  public List<String> features() {
    return TableColumn.features(columns);
  }

  /// The features of all rows. A category that is not known is none of those that are.
  ///
  /// @param notes are told of such categories
  /// @throws DataException if a column is missing, or a number that may not be
  float[] encode(Table table, List<String> notes) {
    Map<String, Odd> odd = new LinkedHashMap<>();
    int width = features().size();
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
        boolean missing = isMissing(text);
        if (missing && Double.isNaN(number.mean())) {
          throw new DataException(
              "%s, line %d: %s must be a number, was \"%s\""
                  .formatted(table.file(), row.line(), column.name(), text));
        }
        out[at] = number.feature(missing ? number.mean() : number(table, row, column.name(), text));
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

  static double number(Table table, Table.Row row, String column, String text) {
    return table
        .numbers()
        .parse(text)
        .orElseThrow(() ->
            new DataException(
                "%s, line %d: %s must be a number, was \"%s\""
                    .formatted(table.file(), row.line(), column, text)));
  }

  /// As texts by name, for a model's file.
  ///
  /// @return what [#parse] reads
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(PREFIX + "columns", Integer.toString(columns.size()));
    texts.put(PREFIX + "target", target);
    values.ifPresent(number -> put(texts, PREFIX + "values", number));
    for (int i = 0; i < columns.size(); i++) {
      put(texts, PREFIX + "column" + i, columns.get(i));
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String key, TableColumn column) {
    texts.put(key + ".name", column.name());
    switch (column) {
      case TableColumn.Numeric number ->
          texts.put(
              key + ".number",
              "%s %s %s %s"
                  .formatted(
                      Double.toString(number.origin()),
                      Double.toString(number.unit()),
                      Double.toString(number.mean()),
                      Boolean.toString(number.indicated())));
      case TableColumn.Categorical category -> {
        texts.put(key + ".categories", Integer.toString(category.values().size()));
        for (int i = 0; i < category.values().size(); i++) {
          texts.put(key + ".category" + i, category.values().get(i));
        }
      }
    }
  }

  /// Reads what [#texts] wrote.
  ///
  /// @param texts of a model's file
  /// @return empty if the model is of no table
  /// @throws IllegalArgumentException if they are damaged
  public static Optional<TableSchema> parse(Map<String, String> texts) {
    if (!texts.containsKey(PREFIX + "columns")) {
      return Optional.empty();
    }
    try {
      int count = Integer.parseInt(text(texts, PREFIX + "columns"));
      List<TableColumn> columns = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        columns.add(column(texts, PREFIX + "column" + i));
      }
      if (new HashSet<>(columns.stream().map(TableColumn::name).toList()).size() < count) {
        throw new IllegalArgumentException("two columns have the same name");
      }
      Optional<TableColumn.Numeric> values =
          texts.containsKey(PREFIX + "values.name")
              ? Optional.of((TableColumn.Numeric) column(texts, PREFIX + "values"))
              : Optional.empty();
      return Optional.of(new TableSchema(columns, text(texts, PREFIX + "target"), values));
    } catch (IllegalArgumentException | ClassCastException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the table's columns are damaged: " + e.getMessage(), e);
    }
  }

  private static TableColumn column(Map<String, String> texts, String key) {
    String name = text(texts, key + ".name");
    if (texts.containsKey(key + ".number")) {
      String[] parts = text(texts, key + ".number").split(" ", -1);
      return new TableColumn.Numeric(
          name,
          Double.parseDouble(parts[0]),
          Double.parseDouble(parts[1]),
          Double.parseDouble(parts[2]),
          Boolean.parseBoolean(parts[3]));
    }
    int count = Integer.parseInt(text(texts, key + ".categories"));
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(text(texts, key + ".category" + i));
    }
    return new TableColumn.Categorical(name, values);
  }

  private static String text(Map<String, String> texts, String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return text;
  }
}
