package dev.ravine.nn.saved;

import dev.ravine.data.Dataset;
import dev.ravine.data.PictureShape;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.TableSchema;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.ModelShape;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.Logits;
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
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a saved model must have a member");
    }
    if (members.size() > 1 && classes.isEmpty()) {
      throw new IllegalArgumentException("members of an ensemble must learn classes");
    }
    int features = members.getFirst().preprocessing().mean().length;
    int outputs = classes.isEmpty() ? 1 : classes.size();
    TableSchema.parse(metadata)
        .filter(schema -> schema.features().size() != features)
        .ifPresent(schema -> {
          throw new IllegalArgumentException(
              "the table's columns must give %d features, give %d"
                  .formatted(features, schema.features().size()));
        });
    if (!columns.isEmpty() && columns.size() != features) {
      throw new IllegalArgumentException(
          "columns must be as many as features, %d, were %d".formatted(features, columns.size()));
    }
    for (int i = 0; i < members.size(); i++) {
      TrainedModel member = members.get(i);
      if (!member.preprocessing().equals(members.getFirst().preprocessing())) {
        throw new IllegalArgumentException(
            "members must have the same preprocessing, but number %d has another than number 1"
                .formatted(i + 1));
      }
      ModelShape shape = ModelShape.of(sequential(member.model()), features);
      if (shape.outputs() != outputs && !(classes.isEmpty() && shape.outputs() == features)) {
        throw new IllegalArgumentException(
            "members must have %d outputs, but number %d has %d"
                .formatted(outputs, i + 1, shape.outputs()));
      }
      shape
          .statistics()
          .forEach((name, size) -> {
            if (member.statistics().get(name).length != size) {
              throw new IllegalArgumentException(
                  "statistics must have %d numbers for %s, have %d"
                      .formatted(size, name, member.statistics().get(name).length));
            }
          });
      if (shape.layout().size() != member.theta().length) {
        throw new IllegalArgumentException(
            "number %d must have %d parameters, has %d"
                .formatted(i + 1, shape.layout().size(), member.theta().length));
      }
    }
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
    return IntStream.range(0, said.size()).mapToDouble(i -> value(said.at(i, 0))).toArray();
  }

  /// A value as those that were learnt, from what the model says.
  ///
  /// @param output with mean 0 and standard deviation 1 over the training examples
  /// @return in the target's own unit
  public double value(double output) {
    Preprocessing preprocessing = members.getFirst().preprocessing();
    double value = output / (double) preprocessing.targetFactor() + preprocessing.targetMean();
    return schema()
        .flatMap(TableSchema::values)
        .map(number -> value * number.unit() + number.origin())
        .orElse(value);
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
