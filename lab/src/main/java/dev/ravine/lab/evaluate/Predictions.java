package dev.ravine.lab.evaluate;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Labels;
import dev.ravine.data.Values;
import dev.ravine.data.picture.PictureFiles;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.PictureExamples;
import dev.ravine.data.table.TableOptions;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.files.Csv;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a saved model predicts for examples.
///
/// @param model a classifier, an ensemble, or a model of values
/// @param rows one for each example
/// @param notes what is odd about the examples, for people
public record Predictions(SavedModel model, List<Row> rows, List<String> notes) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final MathContext SIX_DIGITS = new MathContext(6);

  /// One prediction.
  ///
  /// @param input a picture's file, or the number of a row, behind its file if there are several
  /// @param prediction a class, or a value as text
  /// @param probability of that class; 1 for a value
  /// @param probabilities of all classes; none for a value
  /// @param right the class or value that stood there too, if one did
  public record Row(
      String input,
      String prediction,
      double probability,
      List<Double> probabilities,
      Optional<String> right) {}

  public Predictions {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /// Predicts.
  ///
  /// @param model a classifier, an ensemble, or a model of values
  /// @param inputs tables, JSON files (a list of lists of numbers, or of objects with a value for
  ///   each column), pictures, folders of pictures, or patterns such as `pictures/*.png`
  /// @param options how tables are read
  /// @param threads how many work at the same time; they change no bit
  /// @return as many predictions as there are examples
  /// @throws IOException if a file can't be read
  /// @throws DataException if one holds something else, or other features than the model has
  public static Predictions of(
      SavedModel model, List<String> inputs, TableOptions options, int threads) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String input : inputs) {
      files.addAll(expanded(input));
    }
    List<String> notes = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<Path> pictures = files.stream().filter(PictureFiles::isPicture).toList();
    if (!pictures.isEmpty()) {
      rows.addAll(ofPictures(model, pictures, notes, threads));
    }
    for (Path file : files) {
      if (!pictures.contains(file)) {
        Dataset data = read(model, file, options, notes);
        String prefix = files.size() == 1 ? "" : file + ":";
        rows.addAll(predicted(model, data, i -> prefix + (i + 1), threads));
      }
    }
    return new Predictions(model, rows, notes);
  }

  /// A file, what is in a folder, or what fits a pattern.
  private static List<Path> expanded(String input) throws IOException {
    Path path = Path.of(input.contains("*") || input.contains("?") ? "." : input);
    if (input.contains("*") || input.contains("?")) {
      return matching(input);
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> pictures = all.filter(PictureFiles::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new DataException(path + " must hold pictures, holds none");
      }
      return pictures;
    }
  }

  private static List<Path> matching(String pattern) throws IOException {
    int slash = pattern.lastIndexOf('/');
    Path folder = Path.of(slash < 0 ? "." : pattern.substring(0, slash));
    if (folder.toString().contains("*") || !Files.isDirectory(folder)) {
      throw new DataException("a pattern must be for the files of one folder, was " + pattern);
    }
    PathMatcher matcher =
        folder.getFileSystem().getPathMatcher("glob:" + pattern.substring(slash + 1));
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found =
          all.filter(file -> matcher.matches(file.getFileName()))
              .map(file -> slash < 0 ? file.getFileName() : file)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new NoSuchFileException(pattern);
      }
      return found;
    }
  }

  /// Broken files are named and left out, unless there is nothing else.
  private static List<Row> ofPictures(
      SavedModel model, List<Path> files, List<String> notes, int threads) {
    PictureShape shape =
        model
            .picture()
            .orElseThrow(() ->
                new DataException(
                    "the model was not trained on pictures, but was given %s"
                        .formatted(files.getFirst())));
    List<Path> whole = new ArrayList<>();
    for (Path file : files) {
      try {
        int examples = PictureExamples.of(List.of(file), shape, model.stretchesPictures()).size();
        whole.addAll(Collections.nCopies(examples, file));
      } catch (DataException e) {
        if (files.size() == 1) {
          throw e;
        }
        notes.add("left out: " + e.getMessage());
      }
    }
    if (whole.isEmpty()) {
      throw new DataException("no picture can be read: " + notes.getLast());
    }
    Dataset all = PictureExamples.of(whole, shape, model.stretchesPictures());
    return predicted(model, all, i -> whole.get(i).toString(), threads);
  }

  private static List<Row> predicted(
      SavedModel model, Dataset data, IntFunction<String> input, int threads) {
    List<Row> rows = new ArrayList<>();
    try (ThreadTeam team = new ThreadTeam(threads)) {
      if (model.classes().isEmpty()) {
        double[] values = model.values(data, team);
        for (int i = 0; i < values.length; i++) {
          Optional<String> right =
              data.targets() instanceof Values known
                  ? Optional.of(digits(model.inOriginalUnit(known.value(i))))
                  : Optional.empty();
          rows.add(new Row(input.apply(i), digits(values[i]), 1, List.of(), right));
        }
        return rows;
      }
      Probabilities said = model.probabilities(data, team);
      for (int i = 0; i < said.size(); i++) {
        int example = i;
        int greatest = said.greatest(i);
        Optional<String> right =
            data.targets() instanceof Labels known
                ? Optional.of(known.names().get(known.label(i)))
                : Optional.empty();
        rows.add(
            new Row(
                input.apply(i),
                model.classes().get(greatest),
                said.at(i, greatest),
                IntStream.range(0, said.classes()).mapToObj(c -> said.at(example, c)).toList(),
                right));
      }
      return rows;
    }
  }

  private static String digits(double value) {
    return HyperParameters.print(
        Double.isFinite(value) ? new BigDecimal(value).round(SIX_DIGITS).doubleValue() : value);
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
      if (schema.isPresent()) {
        return table.examples(schema.get(), learns(model), notes);
      }
      try {
        return table.features(model.columns());
      } catch (DataException e) {
        throw model.picture().isEmpty()
            ? e
            : new DataException(
                "the model learnt from pictures; a table must hold their %d numbers in as many columns: %s"
                    .formatted(model.features(), e.getMessage()),
                e);
      }
    }
    if (name.endsWith(".json")) {
      return json(model, input, notes);
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
      for (int f = 0; f < width; f++) {
        JsonNode number = all.get(i).get(f);
        if (!number.isNumber() || !Float.isFinite((float) number.doubleValue(Double.NaN))) {
          throw new DataException(
              "%s: feature %d of example %d must be a number, was %s"
                  .formatted(input, f + 1, i + 1, number));
        }
        features[i * width + f] = (float) number.doubleValue(Double.NaN);
      }
    }
    return Examples.of(width, features).named(String.valueOf(input.getFileName())).unlabelled();
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

  /// How good the predictions are, where what is right stood there too.
  ///
  /// @return a sentence; empty if nothing is known
  public Optional<String> score() {
    List<Row> known = rows.stream().filter(row -> row.right.isPresent()).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (model.classes().isEmpty()) {
      double squares =
          known.stream()
              .mapToDouble(row ->
                  Double.parseDouble(row.prediction) - Double.parseDouble(row.right.orElseThrow()))
              .map(x -> x * x)
              .average()
              .orElseThrow();
      return Optional.of(
          "RMSE %s on %d examples"
              .formatted(RegressionReport.digits(Math.sqrt(squares)), known.size()));
    }
    long right = known.stream().filter(r -> r.prediction.equals(r.right.orElseThrow())).count();
    return Optional.of(
        "accuracy %.4f: %d of %d".formatted((double) right / known.size(), right, known.size()));
  }

  private boolean scored() {
    return rows.stream().anyMatch(row -> row.right.isPresent());
  }

  /// The predictions as a table: which input, the class with its probability or the value, what is
  /// right if that is known, and a probability for each class if they are asked for.
  ///
  /// @param all whether the probabilities of all classes are written
  /// @return CSV with a head
  public String csv(boolean all) {
    List<String> head = new ArrayList<>(List.of("input", "prediction"));
    boolean classes = !model.classes().isEmpty();
    if (classes) {
      head.add("probability");
    }
    if (scored()) {
      head.add("right");
    }
    if (all) {
      head.addAll(model.classes());
    }
    Csv csv = new Csv(head);
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>(List.of(row.input, row.prediction));
      if (classes) {
        cells.add(digits(row.probability));
      }
      if (scored()) {
        cells.add(row.right.orElse(""));
      }
      if (all) {
        row.probabilities.forEach(p -> cells.add(digits(p)));
      }
      csv.row(cells);
    }
    return csv.toString();
  }

  /// The predictions as objects: `input`, `prediction`, `probability`, `right` if it is known, and
  /// `probabilities` by class if they are asked for.
  ///
  /// @param all whether the probabilities of all classes are written
  /// @return a JSON list
  public String json(boolean all) {
    ArrayNode list = JSON.createArrayNode();
    for (Row row : rows) {
      ObjectNode entry = list.addObject();
      entry.put("input", row.input);
      if (model.classes().isEmpty()) {
        entry.put("prediction", Double.parseDouble(row.prediction));
      } else {
        entry.put("prediction", row.prediction);
        entry.put("probability", Double.parseDouble(digits(row.probability)));
      }
      row.right.ifPresent(right -> entry.put("right", right));
      if (all && !row.probabilities.isEmpty()) {
        ObjectNode each = entry.putObject("probabilities");
        for (int c = 0; c < row.probabilities.size(); c++) {
          each.put(model.classes().get(c), Double.parseDouble(digits(row.probabilities.get(c))));
        }
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }
}
