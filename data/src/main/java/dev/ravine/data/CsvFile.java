package dev.ravine.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A CSV file of one's own: a head with the columns' names, then a row for each example. One column
/// is to be learnt, all others are features, which must be numbers. Rows are put in an order of
/// their own, always the same, since files are often sorted.
///
/// @param file with commas, in UTF-8
/// @param column what is to be learnt; if empty, the column `label` or `target`
public record CsvFile(Path file, Optional<Column> column) implements Source {

  private static final int VALIDATED = 5;

  /// The column that is to be learnt.
  ///
  /// @param kind what is in it
  /// @param name in the head
  public record Column(Kind kind, String name) {}

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

  private record Row(long line, List<String> fields) {}

  private record Table(List<String> head, List<Row> rows) {}

  @Override
  public String label() {
    return file.toString();
  }

  @Override
  public CsvFile learning(Column learnt) {
    return new CsvFile(file, Optional.of(learnt));
  }

  @Override
  public int usualTrain() {
    int rows = table().rows.size();
    return Math.max(1, rows - rows / VALIDATED);
  }

  @Override
  public int usualValidation() {
    return Math.max(1, table().rows.size() / VALIDATED);
  }

  @Override
  public Split load(Path folder, int train, int validation) {
    return Split.of(read(), train, validation);
  }

  /// The same with the column that is learnt if nobody says which.
  @Override
  public CsvFile settled() {
    return column.isPresent() ? this : learning(usualColumn(table().head));
  }

  @Override
  public boolean learnsValues() {
    return column.isPresent() && column.get().kind == Kind.TARGET;
  }

  /// All rows.
  ///
  /// @return as many examples
  /// @throws DataException if the file is missing or damaged
  public Dataset read() {
    Table table = table();
    Column learnt = column.orElseGet(() -> usualColumn(table.head));
    int at = table.head.indexOf(learnt.name);
    if (at < 0) {
      throw new DataException(
          "%s has no column %s; there are %s"
              .formatted(file, learnt.name, String.join(", ", table.head)));
    }
    int width = table.head.size() - 1;
    if (width == 0) {
      throw new DataException(
          "%s must have columns beside %s to learn from".formatted(file, learnt.name));
    }
    float[] features = new float[Math.multiplyExact(table.rows.size(), width)];
    int next = 0;
    for (Row row : table.rows) {
      for (int i = 0; i <= width; i++) {
        if (i != at) {
          features[next++] = number(row, table.head.get(i), row.fields.get(i));
        }
      }
    }
    String name = String.valueOf(file.getFileName());
    List<String> columns = table.head.stream().filter(c -> !c.equals(learnt.name)).toList();
    return new Dataset(
        name, new Features.Floats(width, features), columns, targets(table, learnt, at));
  }

  /// All rows, in the file's order, without anything to be learnt.
  ///
  /// @param columns the features, by their names in the head, wherever they stand; if empty, all
  ///   columns in their order
  /// @return as many examples
  /// @throws DataException if the file is missing or damaged, or lacks a column
  public Dataset features(List<String> columns) {
    Table table = inOrder();
    List<String> wanted = columns.isEmpty() ? table.head : columns;
    int[] at = new int[wanted.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = table.head.indexOf(wanted.get(i));
      if (at[i] < 0) {
        throw new DataException(
            "%s has no column %s; there are %s"
                .formatted(file, wanted.get(i), String.join(", ", table.head)));
      }
    }
    float[] features = new float[Math.multiplyExact(table.rows.size(), at.length)];
    int next = 0;
    for (Row row : table.rows) {
      for (int i = 0; i < at.length; i++) {
        features[next++] = number(row, wanted.get(i), row.fields.get(at[i]));
      }
    }
    return Dataset.unlabelled(String.valueOf(file.getFileName()), at.length, features);
  }

  private Targets targets(Table table, Column learnt, int at) {
    return switch (learnt.kind) {
      case LABEL ->
          Targets.Labels.named(file, table.rows.stream().map(row -> row.fields.get(at)).toList());
      case TARGET -> {
        float[] values = new float[table.rows.size()];
        for (int i = 0; i < values.length; i++) {
          Row row = table.rows.get(i);
          values[i] = number(row, learnt.name, row.fields.get(at));
        }
        if (isConstant(values)) {
          throw new DataException(
              "%s: there is nothing to learn: %s is %s in every row"
                  .formatted(file, learnt.name, values[0]));
        }
        yield new Targets.Values(values);
      }
    };
  }

  private static boolean isConstant(float[] values) {
    for (float value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private Column usualColumn(List<String> head) {
    if (head.contains(Kind.LABEL.label()) && head.contains(Kind.TARGET.label())) {
      throw new DataException(
          "%s has both a column label and a column target: say which is to be learnt"
              .formatted(file));
    }
    for (Kind kind : Kind.values()) {
      if (head.contains(kind.label())) {
        return new Column(kind, kind.label());
      }
    }
    throw new DataException(
        "%s: say which column is the label or the target; there are %s"
            .formatted(file, String.join(", ", head)));
  }

  private float number(Row row, String column, String text) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
      if (Double.isFinite(Double.parseDouble(text))) {
        throw new DataException(
            "%s, line %d: %s must be at most %s, was %s"
                .formatted(file, row.line, column, Float.MAX_VALUE, text));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new DataException(
        "%s, line %d: %s must be a number, was \"%s\"".formatted(file, row.line, column, text));
  }

  private Table table() {
    Table table = inOrder();
    return new Table(table.head, Order.mixed(table.rows));
  }

  private Table inOrder() {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      List<String> head = new ArrayList<>();
      List<Row> rows = new ArrayList<>();
      for (CSVRecord csv : parser) {
        List<String> fields = csv.stream().map(String::strip).toList();
        if (head.isEmpty()) {
          head.addAll(fields);
          head.set(0, head.getFirst().replaceFirst("^\\uFEFF", "").strip());
          checkHead(head);
        } else if (fields.size() != head.size()) {
          throw new DataException(
              "%s, line %d: a row must have %d fields as the head has, has %d"
                  .formatted(file, parser.getCurrentLineNumber(), head.size(), fields.size()));
        } else {
          rows.add(new Row(parser.getCurrentLineNumber(), fields));
        }
      }
      if (rows.isEmpty()) {
        throw new DataException(
            "%s must have a head with the columns' names, and rows below it".formatted(file));
      }
      return new Table(head, rows);
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("%s can't be read: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "it is not there" : String.valueOf(e.getMessage());
  }

  private void checkHead(List<String> head) {
    if (new HashSet<>(head).size() < head.size() || head.contains("")) {
      throw new DataException(
          "%s: the head must give each column a name of its own, was %s"
              .formatted(file, String.join(",", head)));
    }
  }
}
