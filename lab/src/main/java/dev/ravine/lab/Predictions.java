package dev.ravine.lab;

import dev.ravine.data.CsvFile;
import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.PictureFolder;
import dev.ravine.data.PictureShape;
import dev.ravine.data.TableColumn;
import dev.ravine.data.TableOptions;
import dev.ravine.data.TableSchema;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Probabilities;
import dev.ravine.nn.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a saved model says of a file's examples.
public final class Predictions {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final SavedModel model;
  private final Optional<Probabilities> classes;
  private final double[] values;

  private Predictions(SavedModel model, Optional<Probabilities> classes, double[] values) {
    this.model = model;
    this.classes = classes;
    this.values = values;
  }

  /// Asks a model.
  ///
  /// @param model a classifier, an ensemble, or a model of values
  /// @param input a CSV file with a head, a JSON file (a list of lists of numbers, or of objects
  ///   with a number for each column), or a picture
  /// @param threads how many work at the same time; they change no bit
  /// @return as many predictions as there are examples
  /// @throws IOException if the file can't be read
  /// @throws DataException if it holds something else, or other features than the model has
  public static Predictions of(SavedModel model, Path input, int threads) throws IOException {
    return of(model, input, TableOptions.inferred(), new ArrayList<>(), threads);
  }

  /// Asks a model.
  ///
  /// @param model a classifier, an ensemble, or a model of values
  /// @param input a table, a JSON file (a list of lists of numbers, or of objects with a value for
  ///   each column), or a picture
  /// @param options how a table is read
  /// @param notes are told what is odd about the examples
  /// @param threads how many work at the same time; they change no bit
  /// @return as many predictions as there are examples
  /// @throws IOException if the file can't be read
  /// @throws DataException if it holds something else, or other features than the model has
  public static Predictions of(
      SavedModel model, Path input, TableOptions options, List<String> notes, int threads)
      throws IOException {
    Dataset data = read(model, input, options, notes);
    if (data.features() != model.features()) {
      throw new DataException(
          "%s must have %d features, as the model has, has %d"
              .formatted(input, model.features(), data.features()));
    }
    try (ThreadTeam team = new ThreadTeam(threads)) {
      return model.classes().isEmpty()
          ? new Predictions(model, Optional.empty(), model.values(data, team))
          : new Predictions(
              model, Optional.of(model.probabilities(data, team)), new double[data.size()]);
    }
  }

  private static Dataset read(
      SavedModel model, Path input, TableOptions options, List<String> notes) throws IOException {
    String name = input.toString().toLowerCase(Locale.ROOT);
    if (!Files.exists(input)) {
      throw new NoSuchFileException(input.toString());
    }
    if (CsvFile.isTable(name)) {
      Optional<TableSchema> schema = model.schema();
      CsvFile table = new CsvFile(input, Optional.empty(), options);
      return schema.isPresent()
          ? table.examples(schema.get(), learns(model), notes)
          : table.features(model.columns());
    }
    if (name.endsWith(".json")) {
      return json(model, input, notes);
    }
    if (PictureFolder.isPicture(input)) {
      PictureShape shape =
          model
              .picture()
              .orElseThrow(() ->
                  new DataException(
                      "the model was not trained on pictures, but was given %s".formatted(input)));
      return PictureFolder.picture(input, shape, model.stretchesPictures());
    }
    throw new DataException(
        "the input must be a table (.csv, .tsv, .txt), a .json file or a picture, was %s"
            .formatted(input));
  }

  private static Optional<List<String>> learns(SavedModel model) {
    return model.classes().isEmpty() ? Optional.empty() : Optional.of(model.classes());
  }

  private static Dataset json(SavedModel model, Path input, List<String> notes) throws IOException {
    JsonNode rows;
    try {
      rows = JSON.readTree(Files.readString(input));
    } catch (JacksonException e) {
      throw new DataException("%s is no JSON: %s".formatted(input, e.getOriginalMessage()), e);
    }
    if (!rows.isArray() || rows.isEmpty()) {
      throw new DataException("%s must be a list of examples, one or more".formatted(input));
    }
    Optional<TableSchema> schema = model.schema();
    if (schema.isPresent()) {
      List<String> head = schema.get().columns().stream().map(TableColumn::name).toList();
      List<List<String>> texts = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        texts.add(
            numbers(head, head.size(), input, rows.get(i), i).stream()
                .map(value -> value.isNull() ? "" : value.asString())
                .toList());
      }
      return CsvFile.examples(input, head, texts, schema.get(), learns(model), notes);
    }
    int width = model.features();
    List<List<JsonNode>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(numbers(model.columns(), width, input, rows.get(i), i));
    }
    float[] features = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      List<JsonNode> numbers = all.get(i);
      for (int f = 0; f < width; f++) {
        JsonNode number = numbers.get(f);
        if (!number.isNumber() || !Float.isFinite((float) number.doubleValue(Double.NaN))) {
          throw new DataException(
              "%s: feature %d of example %d must be a number, was %s"
                  .formatted(input, f + 1, i + 1, number));
        }
        features[i * width + f] = (float) number.doubleValue(Double.NaN);
      }
    }
    return Dataset.unlabelled(String.valueOf(input.getFileName()), width, features);
  }

  private static List<JsonNode> numbers(
      List<String> columns, int width, Path input, JsonNode row, int i) {
    List<JsonNode> numbers = new ArrayList<>();
    if (row.isObject() && !columns.isEmpty()) {
      for (String column : columns) {
        if (!row.has(column)) {
          throw new DataException(
              "%s: example %d must have %s, has %s"
                  .formatted(input, i + 1, column, row.propertyNames()));
        }
        numbers.add(row.get(column));
      }
      return numbers;
    }
    if (!row.isArray() || row.size() != width) {
      throw new DataException(
          "%s: example %d must be a list of %d numbers%s"
              .formatted(input, i + 1, width, row.isArray() ? ", has " + row.size() : ""));
    }
    row.forEach(numbers::add);
    return numbers;
  }

  /// The predictions as a table: the class and a probability for each class, or the value.
  ///
  /// @return CSV with a head
  public String csv() {
    StringBuilder text = new StringBuilder();
    List<Object> head = new ArrayList<>(List.of("prediction"));
    head.addAll(model.classes());
    append(text, head);
    for (int i = 0; i < size(); i++) {
      List<Object> row = new ArrayList<>();
      int example = i;
      if (classes.isPresent()) {
        Probabilities said = classes.get();
        row.add(name(said, i));
        IntStream.range(0, said.classes()).forEach(c -> row.add(said.at(example, c)));
      } else {
        row.add(values[i]);
      }
      append(text, row);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<Object> row) {
    Object[] cells =
        row.stream()
            .map(cell -> cell instanceof String s && Export.isFormula(s) ? "'" + s : cell)
            .toArray();
    text.append(CSVFormat.RFC4180.format(cells)).append('\n');
  }

  private int size() {
    return classes.map(Probabilities::size).orElse(values.length);
  }

  private String name(Probabilities said, int example) {
    return model.classes().get(said.greatest(example));
  }

  /// The predictions as objects: `prediction`, and `probabilities` by class.
  ///
  /// @return a JSON list
  public String json() {
    ArrayNode list = JSON.createArrayNode();
    for (int i = 0; i < size(); i++) {
      ObjectNode entry = list.addObject();
      if (classes.isPresent()) {
        Probabilities said = classes.get();
        entry.put("prediction", name(said, i));
        ObjectNode each = entry.putObject("probabilities");
        for (int c = 0; c < said.classes(); c++) {
          each.put(model.classes().get(c), said.at(i, c));
        }
      } else {
        entry.put("prediction", values[i]);
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }
}
