package dev.ravine.data.table;

import dev.ravine.data.DataException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The cells of a CSV file, as text.
///
/// @param file where they come from
/// @param head the names of the columns
/// @param rows in the file's order
/// @param numbers how numbers are written
/// @param notes how the file was read, where that is not the usual way
public record Table(
    Path file, List<String> head, List<Row> rows, Numbers numbers, List<String> notes) {

  private static final Map<Character, String> SEPARATORS =
      Map.of(',', "commas", ';', "semicolons", '\t', "tabs", '|', "bars");
  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
  private static final int LINES_LOOKED_AT = 20;
  private static final Pattern WITH_COMMA =
      Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+),\\d+([eE][+-]?\\d+)?");
  private static final Pattern WITH_POINT = Pattern.compile("[+-]?\\d+\\.\\d+([eE][+-]?\\d+)?");

  /// One example.
  public record Row(long line, List<String> fields) {}

  /// How numbers are written.
  public enum Numbers {
    POINT(Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")),
    COMMA(Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d*)(,\\d*)?([eE][+-]?\\d+)?"));

    private final Pattern form;

    Numbers(Pattern form) {
      this.form = form;
    }

    /// The number that a cell holds.
    ///
    /// @return empty if it is something else; never infinite
    public Optional<Double> parse(String text) {
      if (!form.matcher(text).matches() || text.chars().noneMatch(Numbers::isDigit)) {
        return Optional.empty();
      }
      String plain = this == POINT ? text : text.replace(".", "").replace(',', '.');
      double value = Double.parseDouble(plain);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }
  }

  /// Reads a file.
  ///
  /// @param file text with a separator between fields
  /// @param options how it is read
  /// @return all rows
  public static Table read(Path file, TableOptions options) {
    TextFile content = TextFile.read(file, options.encoding());
    char separator = options.separator().orElseGet(() -> separator(content.text()));
    List<Row> all = records(file, content.text(), separator);
    if (all.isEmpty() || (options.head() && all.size() < 2)) {
      throw new DataException(
          "%s must have a head with the columns' names, and rows below it".formatted(file));
    }
    List<String> head =
        options.head()
            ? all.getFirst().fields
            : IntStream.rangeClosed(1, all.getFirst().fields.size())
                .mapToObj(i -> "column" + i)
                .toList();
    List<Row> rows = options.head() ? all.subList(1, all.size()) : all;
    for (Row row : rows) {
      if (row.fields.size() != head.size()) {
        throw new DataException(
            "%s, line %d: a row must have %d fields as the %s has, has %d%s"
                .formatted(
                    file,
                    row.line,
                    head.size(),
                    options.head() ? "head" : "first row",
                    row.fields.size(),
                    head.size() == 1 ? "; --separator says what stands between fields" : ""));
      }
    }
    int last = head.size() - 1;
    if (last > 0
        && head.get(last).isEmpty()
        && rows.stream().allMatch(r -> r.fields.get(last).isEmpty())) {
      head = head.subList(0, last);
      rows = rows.stream().map(r -> new Row(r.line, r.fields.subList(0, last))).toList();
    }
    checkHead(file, head, options);
    Numbers numbers = numbers(rows, separator, options);
    return new Table(file, head, rows, numbers, notes(content, separator, numbers));
  }

  private static List<String> notes(TextFile content, char separator, Numbers numbers) {
    List<String> notes = new ArrayList<>();
    if (separator != ',') {
      notes.add(
          "fields are separated by " + SEPARATORS.getOrDefault(separator, "\"" + separator + "\""));
    }
    if (numbers == Numbers.COMMA) {
      notes.add("numbers have decimal commas");
    }
    if (!content.encoding().name().equals("UTF-8")) {
      notes.add("the text is " + content.encoding().name());
    }
    return notes;
  }

  private static List<Row> records(Path file, String text, char separator) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord csv : parser) {
        List<String> fields = csv.stream().map(String::strip).toList();
        if (fields.size() > 1 || !fields.getFirst().isEmpty()) {
          rows.add(new Row(parser.getCurrentLineNumber(), fields));
        }
      }
      return rows;
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// What stands between fields: the candidate that the most of the first lines have equally often.
  private static char separator(String text) {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank()).limit(LINES_LOOKED_AT).toList();
    char best = ',';
    long most = 0;
    for (char candidate : CANDIDATES) {
      long inHead = lines.isEmpty() ? 0 : count(lines.getFirst(), candidate);
      long alike = lines.stream().filter(line -> count(line, candidate) == inHead).count();
      long score = inHead == 0 ? 0 : alike;
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char wanted) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      count += !quoted && line.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }

  private static Numbers numbers(List<Row> rows, char separator, TableOptions options) {
    if (options.decimal().isPresent()) {
      return options.decimal().get() == ',' ? Numbers.COMMA : Numbers.POINT;
    }
    if (separator == ',') {
      return Numbers.POINT;
    }
    long commas = fields(rows, WITH_COMMA);
    return commas > fields(rows, WITH_POINT) ? Numbers.COMMA : Numbers.POINT;
  }

  private static long fields(List<Row> rows, Pattern form) {
    return rows.stream()
        .flatMap(row -> row.fields.stream())
        .filter(field -> form.matcher(field).matches())
        .count();
  }

  private static void checkHead(Path file, List<String> head, TableOptions options) {
    if (new HashSet<>(head).size() < head.size() || head.contains("")) {
      throw new DataException(
          "%s: the head must give each column a name of its own, was %s"
              .formatted(file, String.join(",", head)));
    }
    boolean numbers =
        options.head() && head.stream().allMatch(name -> Numbers.POINT.parse(name).isPresent());
    if (numbers) {
      throw new DataException(
          "%s must have a head with the columns' names, but its first row is %s; --no-header reads a file without"
              .formatted(file, String.join(",", head)));
    }
  }

  /// The place of a column.
  ///
  /// @throws DataException if there is none of that name
  public int column(String name) {
    int at = head.indexOf(name);
    if (at < 0) {
      throw new DataException(
          "%s has no column %s; there are %s".formatted(file, name, String.join(", ", head)));
    }
    return at;
  }

  /// The cells of a column.
  public List<String> cells(int column) {
    return rows.stream().map(row -> row.fields.get(column)).toList();
  }

  /// The same with other rows.
  ///
  /// @param others of the same columns
  /// @return a changed copy
  public Table with(List<Row> others) {
    return new Table(file, head, List.copyOf(others), numbers, notes);
  }

  /// The number in a cell.
  ///
  /// @param row of this table
  /// @param column its name, for errors
  /// @param text of the cell
  /// @return the number
  /// @throws DataException if it is none
  public double number(Row row, String column, String text) {
    return numbers()
        .parse(text)
        .orElseThrow(() ->
            new DataException(
                "%s, line %d: %s must be a number, was \"%s\""
                    .formatted(file(), row.line(), column, text)));
  }
}
