package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Features;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Origins;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.split.Fold;
import dev.ravine.data.split.Split;
import dev.ravine.data.split.StratifiedOrder;
import dev.ravine.data.table.Table;
import dev.ravine.data.table.TableEncoding;
import dev.ravine.data.table.TableOptions;
import dev.ravine.data.table.TableReading;
import dev.ravine.data.table.TargetColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A table of one's own: a row for each example, one column of which is to be learnt. Rows are put
/// in an order of their own, always the same, in which every stretch has each class about as often
/// as the whole.
///
/// @param file text with a separator between fields
/// @param column what is to be learnt; if empty, the column `label` or `target`
/// @param options how the file is read
public record CsvFile(Path file, Optional<TargetColumn> column, TableOptions options)
    implements Source {

  private static final Recent<TableReading> RECENT = new Recent<>();
  private static final int VALIDATED = 5;

  /// A table, read as its file suggests.
  ///
  /// @param file text with a separator between fields
  /// @param column what is to be learnt; if empty, the column `label` or `target`
  public CsvFile(Path file, Optional<TargetColumn> column) {
    this(file, column, TableOptions.inferred());
  }

  /// Whether a file is a table, by the end of its name.
  ///
  /// @param name of the file
  /// @return true for `.csv`, `.tsv` and `.txt`
  public static boolean isTable(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(?s).*\\.(csv|tsv|txt)");
  }

  @Override
  public String label() {
    return file.toString();
  }

  @Override
  public CsvFile learning(TargetColumn learnt) {
    return new CsvFile(file, Optional.of(learnt), options);
  }

  @Override
  public CsvFile reading(TableOptions others) {
    return new CsvFile(file, column, others);
  }

  @Override
  public int usualTrain() {
    int rows = reading().table().rows().size();
    return Math.max(1, rows - usualValidation(rows));
  }

  @Override
  public int usualValidation() {
    return usualValidation(reading().table().rows().size());
  }

  private static int usualValidation(int rows) {
    return Math.max(1, rows / VALIDATED);
  }

  @Override
  public List<String> notes() {
    TableReading reading = reading();
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d rows; %s %s"
            .formatted(
                reading.table().rows().size(),
                reading.learnt().name(),
                reading.learnt().kind() == TargetColumn.Kind.LABEL
                    ? "holds classes"
                    : "holds values"));
    notes.addAll(reading.notes());
    return notes;
  }

  @Override
  public Split load(Path folder, int train, int validation) {
    TableReading reading = reading();
    return split(reading, ordered(reading), train, validation);
  }

  @Override
  public Split fold(Path folder, int examples, Fold fold) {
    TableReading reading = reading();
    Table table = ordered(reading);
    Split.check(name(), table.rows().size(), examples, 0);
    int validation = Fold.validated(examples, fold.count());
    List<Table.Row> rows = Arrays.stream(fold.order(examples)).mapToObj(table.rows()::get).toList();
    return split(reading, table.with(rows), examples - validation, validation);
  }

  /// The first rows to train on, the last to validate on.
  private Split split(TableReading reading, Table table, int train, int validation) {
    int rows = table.rows().size();
    Split.check(name(), rows, train, validation);
    Table first = table.with(table.rows().subList(0, train));
    Table last = table.with(table.rows().subList(rows - validation, rows));
    TableSchema schema = reading.fit(first);
    List<String> notes = new ArrayList<>();
    Targets all = targets(table, reading.learnt(), schema);
    Dataset training = dataset(first, schema, all.range(0, train), new ArrayList<>());
    Dataset validated = dataset(last, schema, all.range(rows - validation, rows), notes);
    if (all instanceof Labels labels) {
      notes.addAll(missingClasses(labels, train));
    }
    return new Split(training, validated, notes);
  }

  /// Classes of which there is nothing to learn from.
  private static List<String> missingClasses(Labels labels, int train) {
    int[] counts = labels.range(0, train).counts();
    return IntStream.range(0, counts.length)
        .filter(c -> counts[c] == 0)
        .mapToObj(c -> "class %s is in no training example".formatted(labels.names().get(c)))
        .toList();
  }

  /// The same with the column that is learnt if nobody says which.
  @Override
  public CsvFile settled() {
    return column.isPresent()
        ? this
        : learning(TargetColumn.usual(Table.read(file, options), options));
  }

  @Override
  public boolean learnsValues() {
    return column.isPresent() && column.get().kind() == TargetColumn.Kind.TARGET;
  }

  /// All rows.
  ///
  /// @return as many examples
  /// @throws DataException if the file is missing or damaged
  public Dataset read() {
    TableReading reading = reading();
    Table table = ordered(reading);
    TableSchema schema = reading.fit(table);
    return dataset(table, schema, targets(table, reading.learnt(), schema), new ArrayList<>());
  }

  /// The rows of another table for a model that was trained on one, in the file's order.
  ///
  /// @param schema of the model
  /// @param learns what the model learnt, to score it by
  /// @param notes are told what is odd about the rows
  /// @return as many examples; with targets, if the table has that column
  /// @throws DataException if the file is missing or damaged, or lacks a column
  public Dataset examples(TableSchema schema, Optional<List<String>> learns, List<String> notes) {
    Table table = Table.read(file, options);
    notes.addAll(table.notes());
    return examples(table, schema, learns, notes).withOrigins(origins(table));
  }

  /// Rows that come from elsewhere than a table's file.
  ///
  /// @param where they come from, for errors
  /// @param head the names of the columns
  /// @param rows a text for each column
  /// @param schema of the model
  /// @param learns what the model learnt, to score it by
  /// @param notes are told what is odd about the rows
  /// @return as many examples; with targets, if there is that column
  /// @throws DataException if a column is missing, or a cell is not what it must be
  public static Dataset examples(
      Path where,
      List<String> head,
      List<List<String>> rows,
      TableSchema schema,
      Optional<List<String>> learns,
      List<String> notes) {
    List<Table.Row> numbered = new ArrayList<>();
    rows.forEach(row -> numbered.add(new Table.Row(numbered.size() + 1L, row)));
    Table table = new Table(where, head, numbered, Table.Numbers.POINT, List.of());
    return examples(table, schema, learns, notes);
  }

  private static Dataset examples(
      Table table, TableSchema schema, Optional<List<String>> learns, List<String> notes) {
    float[] features = TableEncoding.encode(schema, table, notes);
    String name = String.valueOf(table.file().getFileName());
    Dataset data =
        new Dataset(
            name,
            new Features.Floats(schema.features().size(), features),
            schema.features(),
            new NoTargets(table.rows().size()));
    if (!table.head().contains(schema.target())) {
      return data.withSchema(schema);
    }
    List<String> cells = table.cells(table.column(schema.target()));
    if (learns.isPresent()) {
      return cells.stream().allMatch(learns.get()::contains)
          ? data.withTargets(Labels.of(name, learns.get(), cells)).withSchema(schema)
          : data.withSchema(schema);
    }
    boolean known = cells.stream().allMatch(c -> table.numbers().parse(c).isPresent());
    return known
        ? data.withTargets(values(table, schema)).withSchema(schema)
        : data.withSchema(schema);
  }

  /// All rows, in the file's order, without anything to be learnt.
  ///
  /// @param columns the features, by their names in the head, wherever they stand; if empty, all
  ///   columns in their order
  /// @return as many examples
  /// @throws DataException if the file is missing or damaged, or lacks a column
  public Dataset features(List<String> columns) {
    Table table = Table.read(file, options);
    List<String> wanted = columns.isEmpty() ? table.head() : columns;
    List<TableColumn> plain =
        wanted.stream()
            .map(c -> (TableColumn) new TableColumn.Numeric(c, 0, 1, Double.NaN, false))
            .toList();
    TableSchema schema = new TableSchema(plain, "", Optional.empty());
    float[] numbers = TableEncoding.encode(schema, table, new ArrayList<>());
    Features features = new Features.Floats(wanted.size(), numbers);
    return new Dataset(name(), features, List.of(), new NoTargets(table.rows().size()));
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private TableReading reading() {
    return RECENT.get(
        this,
        List.of(file),
        () -> {
          Table table = Table.read(file, options);
          return TableReading.of(
              table, column.orElseGet(() -> TargetColumn.usual(table, options)), options);
        });
  }

  private Table ordered(TableReading reading) {
    Table table = reading.table();
    List<Table.Row> mixed = StratifiedOrder.shuffled(table.rows());
    if (options.inference() == TableOptions.Inference.NONE
        || reading.learnt().kind() == TargetColumn.Kind.TARGET) {
      return table.with(mixed);
    }
    int at = table.column(reading.learnt().name());
    return table.with(StratifiedOrder.stratified(mixed, row -> row.fields().get(at)));
  }

  private Dataset dataset(Table table, TableSchema schema, Targets targets, List<String> notes) {
    return new Dataset(
            name(),
            new Features.Floats(
                schema.features().size(), TableEncoding.encode(schema, table, notes)),
            schema.features(),
            targets)
        .withSchema(schema)
        .withOrigins(origins(table));
  }

  private Targets targets(Table table, TargetColumn learnt, TableSchema schema) {
    int at = table.column(learnt.name());
    return switch (learnt.kind()) {
      case LABEL -> labels(table, at, learnt.name());
      case TARGET -> {
        OptionalDouble constant =
            TableReading.constant(
                table.rows().stream()
                    .mapToDouble(row -> table.number(row, learnt.name(), row.fields().get(at)))
                    .toArray());
        if (constant.isPresent()) {
          throw new DataException(
              "%s: there is nothing to learn: %s is %s in every row"
                  .formatted(file, learnt.name(), constant.getAsDouble()));
        }
        yield values(table, schema);
      }
    };
  }

  private Targets labels(Table table, int at, String name) {
    try {
      return Labels.named(file.toString(), table.cells(at));
    } catch (DataException e) {
      boolean numbers =
          table.cells(at).stream().allMatch(cell -> table.numbers().parse(cell).isPresent());
      throw numbers
          ? new DataException(
              "%s; --target %s learns its values".formatted(e.getMessage(), name), e)
          : e;
    }
  }

  private static Values values(Table table, TableSchema schema) {
    TableColumn.Numeric number = schema.values().orElseThrow();
    int at = table.column(number.name());
    float[] values = new float[table.rows().size()];
    for (int i = 0; i < values.length; i++) {
      Table.Row row = table.rows().get(i);
      values[i] = number.feature(table.number(row, number.name(), row.fields().get(at)));
    }
    return new Values(values);
  }

  private static Origins origins(Table table) {
    return Origins.ofLines(
        table.rows().stream().mapToInt(row -> Math.toIntExact(row.line())).toArray());
  }
}
