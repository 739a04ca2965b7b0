package dev.ravine.data.schema;

import java.util.ArrayList;
import java.util.HashSet;
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
  ///
  /// @param text of the cell
  /// @return such as for `NA`
  public static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  /// What the features are called.
  ///
  /// @return a name for each
  public List<String> features() {
    return TableColumn.features(columns);
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
