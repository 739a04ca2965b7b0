package dev.ravine.data.table;

import dev.ravine.data.DataException;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What each column of a table is, by all of its rows; numbers are then measured on training rows.
///
/// @param table without rows that are left out
/// @param learnt what is to be learnt
/// @param features the columns to learn from
/// @param notes how columns were read, for people
public record TableReading(
    Table table, TargetColumn learnt, List<Feature> features, List<String> notes) {

  private static final int MOST_CATEGORIES = 50;
  private static final int FEWEST_TEXTS = 20;
  private static final double MOSTLY = 0.5;
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d{1,2}-\\d{1,2}([T ].*)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}( .*)?|\\d{4}/\\d{1,2}/\\d{1,2}( .*)?");
  private static final Pattern ID =
      Pattern.compile(
          "id|.*[_ -]id|index|unnamed: 0|row|no\\.?|.*[a-z]Id", Pattern.CASE_INSENSITIVE);

  /// What there is in a column.
  enum Kind {
    NUMBERS,
    CATEGORIES
  }

  /// A column to learn from.
  record Feature(String name, Kind kind) {}

  /// Decides what each column is.
  ///
  /// @param all the rows
  /// @param learnt the column that is to be learnt
  /// @param options how it is read
  /// @return what to learn from
  /// @throws DataException if a column is missing or can't be read
  public static TableReading of(Table all, TargetColumn learnt, TableOptions options) {
    all.column(learnt.name());
    for (String name : options.features()) {
      all.column(name);
    }
    for (String name : options.ignored()) {
      all.column(name);
    }
    for (String name : options.categories()) {
      all.column(name);
    }
    List<String> notes = new ArrayList<>(all.notes());
    List<Feature> features = new ArrayList<>();
    for (String name : all.head()) {
      boolean wanted = options.features().isEmpty() || options.features().contains(name);
      if (!name.equals(learnt.name()) && wanted && !options.ignored().contains(name)) {
        feature(all, name, options, notes).ifPresent(features::add);
      }
    }
    if (features.isEmpty()) {
      throw new DataException(
          "%s must have columns beside %s to learn from".formatted(all.file(), learnt.name()));
    }
    Table table =
        options.missing() == TableOptions.Missing.DROP
            ? withoutMissing(all, learnt, features, notes)
            : all;
    checkLearnt(table, learnt);
    if (options.missing() == TableOptions.Missing.MEAN) {
      tellMissing(table, features, notes);
    }
    return new TableReading(table, learnt, List.copyOf(features), List.copyOf(notes));
  }

  private static Optional<Feature> feature(
      Table table, String name, TableOptions options, List<String> notes) {
    if (options.inference() == TableOptions.Inference.NONE) {
      return Optional.of(new Feature(name, Kind.NUMBERS));
    }
    List<String> cells = table.cells(table.column(name));
    List<String> known = cells.stream().filter(c -> !TableSchema.isMissing(c)).toList();
    Set<String> values = new HashSet<>(known);
    boolean asked = options.features().contains(name) || options.categories().contains(name);
    if (options.categories().contains(name)) {
      return category(table, name, cells, notes);
    }
    if (values.size() < 2 && !asked && (values.isEmpty() || known.size() == cells.size())) {
      notes.add(
          values.isEmpty()
              ? "%s is left out: it is empty".formatted(name)
              : "%s is left out: it is %s in every row".formatted(name, known.getFirst()));
      return Optional.empty();
    }
    long numbers = known.stream().filter(c -> table.numbers().parse(c).isPresent()).count();
    if (numbers == known.size()) {
      boolean whole = known.stream().allMatch(c -> c.chars().allMatch(Character::isDigit));
      if (!asked && whole && values.size() == cells.size() && ID.matcher(name).matches()) {
        notes.add("%s is left out: it looks like an id (--features takes it)".formatted(name));
        return Optional.empty();
      }
      return Optional.of(new Feature(name, Kind.NUMBERS));
    }
    if (numbers > MOSTLY * known.size() || hexadecimal(known)) {
      Table.Row first =
          table.rows().stream()
              .filter(row -> {
                String text = row.fields().get(table.column(name));
                return !TableSchema.isMissing(text) && table.numbers().parse(text).isEmpty();
              })
              .findFirst()
              .orElseThrow();
      throw new DataException(
          "%s, line %d: %s must be a number, as in most rows, was \"%s\" (--ignore %s leaves the column out)"
              .formatted(
                  table.file(), first.line(), name, first.fields().get(table.column(name)), name));
    }
    if (known.stream().allMatch(c -> DATE.matcher(c).matches())) {
      notes.add("%s is left out: it holds dates".formatted(name));
      return Optional.empty();
    }
    if (!asked && values.size() > FEWEST_TEXTS && values.size() > MOSTLY * known.size()) {
      notes.add(
          "%s is left out: it has too many texts to be categories, %d in %d rows (--features takes it)"
              .formatted(name, values.size(), known.size()));
      return Optional.empty();
    }
    return category(table, name, cells, notes);
  }

  /// Numbers of a kind that no other program takes for decimal ones.
  private static boolean hexadecimal(List<String> cells) {
    return cells.stream()
        .allMatch(c -> c.toLowerCase(Locale.ROOT).matches("[+-]?0x[0-9a-f.]+(p[+-]?\\d+)?"));
  }

  private static Optional<Feature> category(
      Table table, String name, List<String> cells, List<String> notes) {
    Set<String> values = new TreeSet<>(cells);
    if (values.size() > MOST_CATEGORIES) {
      throw new DataException(
          "%s: %s must have at most %d categories, has %d (--ignore %s leaves the column out)"
              .formatted(table.file(), name, MOST_CATEGORIES, values.size(), name));
    }
    notes.add(
        "%s has %d categories: %s".formatted(name, values.size(), shortened(List.copyOf(values))));
    return Optional.of(new Feature(name, Kind.CATEGORIES));
  }

  private static String shortened(List<String> values) {
    List<String> shown = values.stream().limit(6).map(v -> v.isEmpty() ? "(missing)" : v).toList();
    return String.join(", ", shown) + (values.size() > shown.size() ? ", …" : "");
  }

  private static Table withoutMissing(
      Table table, TargetColumn learnt, List<Feature> features, List<String> notes) {
    int at = table.column(learnt.name());
    List<Integer> numbers =
        features.stream()
            .filter(feature -> feature.kind == Kind.NUMBERS)
            .map(feature -> table.column(feature.name))
            .toList();
    List<Table.Row> whole =
        table.rows().stream()
            .filter(row -> !isMissing(learnt, row.fields().get(at)))
            .filter(
                row -> numbers.stream().noneMatch(c -> TableSchema.isMissing(row.fields().get(c))))
            .toList();
    if (whole.isEmpty()) {
      throw new DataException("%s: every row has a missing value".formatted(table.file()));
    }
    int dropped = table.rows().size() - whole.size();
    if (dropped > 0) {
      notes.add(
          "%s with missing values %s left out"
              .formatted(dropped == 1 ? "1 row" : dropped + " rows", dropped == 1 ? "is" : "are"));
    }
    return table.with(whole);
  }

  private static void tellMissing(Table table, List<Feature> features, List<String> notes) {
    for (Feature feature : features) {
      int at = table.column(feature.name);
      long missing =
          table.rows().stream().filter(r -> TableSchema.isMissing(r.fields().get(at))).count();
      if (missing > 0 && feature.kind == Kind.NUMBERS) {
        notes.add(
            "%s is missing in %s: its mean stands in, and a feature says where"
                .formatted(feature.name, missing == 1 ? "1 row" : missing + " rows"));
      }
    }
  }

  /// Of classes, every text is one.
  private static boolean isMissing(TargetColumn learnt, String text) {
    return learnt.kind() == TargetColumn.Kind.LABEL ? text.isEmpty() : TableSchema.isMissing(text);
  }

  private static void checkNumber(Table table, Table.Row row, String name, String text) {
    try {
      table.number(row, name, text);
    } catch (DataException e) {
      throw new DataException("%s; --label %s learns classes".formatted(e.getMessage(), name), e);
    }
  }

  private static void checkLearnt(Table table, TargetColumn learnt) {
    int at = table.column(learnt.name());
    for (Table.Row row : table.rows()) {
      String text = row.fields().get(at);
      if (isMissing(learnt, text)) {
        throw new DataException(
            "%s, line %d: %s must not be missing, was \"%s\" (--missing drop leaves such rows out)"
                .formatted(table.file(), row.line(), learnt.name(), text));
      }
      if (learnt.kind() == TargetColumn.Kind.TARGET) {
        checkNumber(table, row, learnt.name(), text);
      }
    }
  }

  /// Measures training rows.
  public TableSchema fit(Table train) {
    List<TableColumn> columns = features.stream().map(f -> column(train, f)).toList();
    Optional<TableColumn.Numeric> values =
        learnt.kind() == TargetColumn.Kind.TARGET
            ? Optional.of(number(train, learnt.name()))
            : Optional.empty();
    return new TableSchema(columns, learnt.name(), values);
  }

  private static TableColumn column(Table train, Feature feature) {
    return switch (feature.kind) {
      case NUMBERS -> number(train, feature.name);
      case CATEGORIES ->
          new TableColumn.Categorical(
              feature.name, List.copyOf(new TreeSet<>(train.cells(train.column(feature.name)))));
    };
  }

  private static TableColumn.Numeric number(Table train, String name) {
    int at = train.column(name);
    double[] known =
        train.rows().stream()
            .filter(row -> !TableSchema.isMissing(row.fields().get(at)))
            .mapToDouble(row -> train.number(row, name, row.fields().get(at)))
            .toArray();
    boolean missing = known.length < train.rows().size();
    if (known.length == 0) {
      return new TableColumn.Numeric(name, 0, 1, 0, true);
    }
    double greatest = 0;
    for (double x : known) {
      greatest = Math.max(greatest, Math.abs(x));
    }
    double scale = greatest == 0 ? 1 : greatest;
    double mean = 0;
    for (double x : known) {
      mean += x / scale / known.length;
    }
    double squares = 0;
    for (double x : known) {
      squares += (x / scale - mean) * (x / scale - mean) / known.length;
    }
    double deviation = Math.sqrt(squares);
    boolean far = deviation > 0 && Math.abs(mean) > FAR * deviation;
    double spread = scale * (far ? deviation : 1);
    boolean odd = spread < SMALLEST || spread > GREATEST;
    double unit = odd ? StrictMath.pow(10, StrictMath.floor(StrictMath.log10(spread))) : 1;
    return new TableColumn.Numeric(name, far ? mean * scale : 0, unit, mean * scale, missing);
  }

  /// A mean of so many deviations takes digits from single precision.
  private static final double FAR = 1000;

  private static final double SMALLEST = 1e-12;
  private static final double GREATEST = 1e12;

  /// The number of a training row that is learnt, if all are the same.
  public static OptionalDouble constant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(values[0]);
  }
}
