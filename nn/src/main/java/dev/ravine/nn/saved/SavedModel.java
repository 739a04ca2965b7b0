package dev.ravine.nn.saved;

import dev.ravine.data.Dataset;
import dev.ravine.data.PictureShape;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.TableColumn;
import dev.ravine.data.TableSchema;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.ModelShape;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.Predictor.OutputConversion;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A trained model, or several whose predictions are combined, as one safetensors file with all
/// that is needed to predict: the layers, the preprocessing, the names of classes and columns.
/// Reading checks everything; it executes no code but that of a [dev.ravine.nn.model.LayerReader]
/// on the class path.
///
/// The texts of the file: `format` is `ravine-model-1`; `members` how many there are; `layers`, or
/// `member1.layers` …, as [Sequential#text] writes them; `combination`, of several members;
/// `classes` and `class0` …, or none for a value; `columns` and `column0` …, if features have
/// names. The tensors: those of the model's parameters and statistics, behind `member1.` … if there
/// are several; `preprocessing.mean`, `preprocessing.factor` and `preprocessing.target` (mean and
/// factor).
///
/// @param members models of equal preprocessing; each is [Sequential]
/// @param combination how several become one
/// @param classes their names, or none if a value is learnt
/// @param columns the names of the features, or none
/// @param metadata other texts by name, such as what it was trained on; `picture` says how features
///   make one, as `3x32x32`
public record SavedModel(
    List<TrainedModel> members,
    Combination combination,
    List<String> classes,
    List<String> columns,
    Map<String, String> metadata) {

  /// The text by name that says whether pictures are stretched: `stretched` if they are.
  public static final String PICTURE_SIZE = "pictureSize";

  private static final String PICTURE = "picture";
  private static final Pattern SIZES = Pattern.compile("([13])x(\\d{1,5})x(\\d{1,5})");

  /// Checks that the members belong together.
  public SavedModel {
    members = List.copyOf(members);
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
    metadata = Map.copyOf(metadata);
    SavedModelCheck.check(members, classes, columns, metadata);
  }

  /// A model as it was trained on examples.
  ///
  /// @param members models
  /// @param train the examples
  /// @param metadata other texts by name
  /// @return what can be written
  public static SavedModel of(
      List<TrainedModel> members, Dataset train, Map<String, String> metadata) {
    List<String> classes = train.targets() instanceof Targets.Labels l ? l.names() : List.of();
    Map<String, String> all = new TreeMap<>(metadata);
    train.schema().ifPresent(schema -> all.putAll(schema.texts()));
    train
        .picture()
        .ifPresent(p -> all.put(PICTURE, p.planes() + "x" + p.height() + "x" + p.width()));
    return new SavedModel(members, Combination.MEAN, classes, train.columns(), all);
  }

  /// Several as one.
  ///
  /// @param parts saved models with a member each, or more
  /// @param combination how they become one
  /// @return an ensemble of all members
  /// @throws IllegalArgumentException if they know other classes, columns or preprocessing
  public static SavedModel merge(List<SavedModel> parts, Combination combination) {
    SavedModel first = parts.getFirst();
    for (SavedModel part : parts) {
      if (!part.classes.equals(first.classes)) {
        throw new IllegalArgumentException(
            "members must have the same classes, but one has %s, another %s"
                .formatted(first.classes, part.classes));
      }
      if (!part.columns.equals(first.columns)) {
        throw new IllegalArgumentException(
            "members must have the same columns, but one has %s, another %s"
                .formatted(first.columns, part.columns));
      }
    }
    List<TrainedModel> members = parts.stream().flatMap(part -> part.members.stream()).toList();
    Map<String, String> metadata = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String prefix = "member%d.".formatted(i + 1);
      parts
          .get(i)
          .metadata
          .forEach((name, text) -> {
            boolean all = parts.stream().allMatch(part -> text.equals(part.metadata.get(name)));
            metadata.put(all ? name : prefix + name, text);
          });
    }
    return new SavedModel(members, combination, first.classes, first.columns, metadata);
  }

  static Sequential sequential(Model model) {
    if (model instanceof Sequential sequential) {
      return sequential;
    }
    throw new IllegalArgumentException(
        "only a Sequential model can be written with its layers; write others with WeightsFile");
  }

  /// How the rows of a table become examples.
  ///
  /// @return empty if the model was trained on no table
  public Optional<TableSchema> schema() {
    return TableSchema.parse(metadata);
  }

  /// How features make a picture.
  ///
  /// @return empty if they do not
  public Optional<PictureShape> picture() {
    Matcher sizes = SIZES.matcher(metadata.getOrDefault(PICTURE, ""));
    return sizes.matches()
        ? Optional.of(
            new PictureShape(
                Integer.parseInt(sizes.group(1)),
                Integer.parseInt(sizes.group(2)),
                Integer.parseInt(sizes.group(3))))
        : Optional.empty();
  }

  /// Whether pictures are stretched to the shape that the model knows.
  ///
  /// @return false if they must have it
  public boolean stretchesPictures() {
    return "stretched".equals(metadata.get(PICTURE_SIZE));
  }

  /// How many numbers an example has.
  ///
  /// @return 1 or more
  public int features() {
    return members.getFirst().preprocessing().mean().length;
  }

  /// Asks for classes.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a probability for each class of each example
  /// @throws IllegalArgumentException if examples have another number of features, or the model
  ///   says values
  public Probabilities probabilities(Dataset data, ThreadTeam team) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("the model predicts values, not classes");
    }
    checkFeatures(data);
    List<Probabilities> said =
        members.stream().map(member -> Probabilities.of(Logits.of(member, data, team))).toList();
    return said.size() == 1 ? said.getFirst() : combination.of(said);
  }

  /// Asks for values.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a value for each example, as those that were learnt
  /// @throws IllegalArgumentException if examples have another number of features, or the model
  ///   says classes
  public double[] values(Dataset data, ThreadTeam team) {
    if (!classes.isEmpty()) {
      throw new IllegalArgumentException("the model predicts classes, not values");
    }
    checkFeatures(data);
    Logits said = Logits.of(members.getFirst(), data, team);
    if (said.classes() != 1) {
      throw new IllegalArgumentException(
          "the model is an autoencoder: it predicts no single value");
    }
    OutputConversion conversion = ofValues();
    return IntStream.range(0, said.size())
        .mapToDouble(i -> conversion.convert(0, said.at(i, 0)))
        .toArray();
  }

  /// A value as those that were learnt, from what the model says.
  ///
  /// @param output with mean 0 and standard deviation 1 over the training examples
  /// @return in the target's own unit
  public double value(double output) {
    return ofValues().convert(0, output);
  }

  private OutputConversion ofValues() {
    Preprocessing preprocessing = members.getFirst().preprocessing();
    double factor = preprocessing.targetFactor();
    double mean = preprocessing.targetMean();
    Optional<TableColumn.Numeric> number = schema().flatMap(TableSchema::values);
    double unit = number.map(TableColumn.Numeric::unit).orElse(1.0);
    double origin = number.map(TableColumn.Numeric::origin).orElse(0.0);
    return (i, output) -> (output / factor + mean) * unit + origin;
  }

  /// A value that was read as a target, in the target's own unit.
  ///
  /// @param target as a data set has it
  /// @return the number that stood in the table
  public double inOriginalUnit(double target) {
    return schema()
        .flatMap(TableSchema::values)
        .map(number -> target * number.unit() + number.origin())
        .orElse(target);
  }

  /// Compiles the model to predict one example at a time.
  ///
  /// @return to be closed by the caller
  public Predictor predictor() {
    return predictor(1);
  }

  /// Compiles the model to predict a few examples at a time.
  ///
  /// @param batch how many, at most
  /// @return to be closed by the caller
  public Predictor predictor(int batch) {
    Preprocessing seen = members.getFirst().preprocessing();
    OutputConversion conversion =
        isAutoencoder()
            ? (i, output) -> output / (double) seen.factor()[i] + seen.mean()[i]
            : ofValues();
    return new Predictor(members, combination, classes, conversion, batch);
  }

  /// Compiles the model for several threads that predict one example at a time.
  ///
  /// @param size how many of them predict at the same time, 1 or more
  /// @return to be closed by the caller
  public PredictorPool predictors(int size) {
    return new PredictorPool(size, this::predictor);
  }

  private boolean isAutoencoder() {
    return classes.isEmpty()
        && ModelShape.of(sequential(members.getFirst().model()), features()).outputs() > 1;
  }

  /// A checksum of everything that decides what the model says.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    return SavedModelFile.of(this).checksum(SavedModelFile.CHECKSUM);
  }

  private void checkFeatures(Dataset data) {
    if (data.features() != features()) {
      throw new IllegalArgumentException(
          "%s must have %d features, as the model has, has %d"
              .formatted(data.name(), features(), data.features()));
    }
  }

  /// Writes the file aside and moves it into place.
  ///
  /// @param file where to
  /// @throws IOException if the disk fails
  public void write(Path file) throws IOException {
    SavedModelFile.of(this).write(file);
  }

  /// Reads a file.
  ///
  /// @param file where from
  /// @return what [#write] wrote
  /// @throws IOException if it can't be read, or is anything else, with one sentence that says why
  public static SavedModel read(Path file) throws IOException {
    return SavedModelFile.read(file);
  }

  @Override
  public String toString() {
    return "%s, %d features, classes %s"
        .formatted(
            Arrays.toString(members.stream().map(m -> sequential(m.model()).text()).toArray()),
            features(),
            classes);
  }
}
