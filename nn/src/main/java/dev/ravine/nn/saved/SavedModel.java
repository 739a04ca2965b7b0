package dev.ravine.nn.saved;

import dev.ravine.data.Dataset;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.ModelShape;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.LabelSetMetrics;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.Predictor.OutputConversion;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.RegressionMetrics;
import dev.ravine.nn.predict.ThresholdCurve;
import dev.ravine.nn.predict.TrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trained model, or several whose predictions are combined, as one safetensors file with all
/// that is needed to predict: the layers, the preprocessing, the names of classes and columns.
/// Reading checks everything; it executes no code but that of a [dev.ravine.nn.model.LayerReader]
/// on the class path.
///
/// The texts of the file: `format` is `ravine-model-1`; `members` how many there are; `layers`, or
/// `member1.layers` …, as [dev.ravine.nn.model.Sequential#text] writes them; `combination`, of
/// several members; `classes` and `class0` …, or none for a value; `columns` and `column0` …, if
/// features have names. The tensors: those of the model's parameters and statistics, behind
/// `member1.` … if there are several; `preprocessing.mean`, `preprocessing.factor` and
/// `preprocessing.target` (mean and factor, of several values two rows).
///
/// @param members models of equal preprocessing; each is [dev.ravine.nn.model.Sequential], or a
///   [dev.ravine.nn.model.Layer]
/// @param combination how several become one
/// @param classes their names, or those of the labels; none if values are learnt
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
    List<String> classes =
        switch (train.targets()) {
          case Labels labels -> labels.names();
          case LabelSets labels -> labels.names();
          default -> List.of();
        };
    Map<String, String> all = new TreeMap<>(metadata);
    OutputKind.of(train.targets()).putTo(all);
    train.schema().ifPresent(schema -> all.putAll(schema.texts()));
    train.picture().ifPresent(shape -> all.put(PICTURE, shape.text()));
    return new SavedModel(members, Combination.MEAN, classes, train.columns(), all);
  }

  /// Several as one.
  ///
  /// @param parts saved models with a member each, or more
  /// @param combination how they become one
  /// @return an ensemble of all members
  /// @throws IllegalArgumentException if they know other classes, columns or preprocessing
  public static SavedModel merge(List<SavedModel> parts, Combination combination) {
    return SavedModelMerge.of(parts, combination);
  }

  /// How the rows of a table become examples.
  ///
  /// @return empty if the model was trained on no table
  public Optional<TableSchema> schema() {
    return TableSchema.parse(metadata);
  }

  /// How features make a picture, if they do.
  public Optional<PictureShape> picture() {
    return PictureShape.parse(metadata.getOrDefault(PICTURE, ""));
  }

  /// Whether pictures are stretched to the shape that the model knows; else they must have it.
  public boolean stretchesPictures() {
    return "stretched".equals(metadata.get(PICTURE_SIZE));
  }

  /// How many numbers an example has: 1 or more.
  public int features() {
    return members.getFirst().preprocessing().mean().length;
  }

  /// Asks for classes.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a probability for each class of each example
  /// @throws IllegalArgumentException if examples have another number of features, or columns of
  ///   other names, or the model says values
  public Probabilities probabilities(Dataset data, ThreadTeam team) {
    return new DatasetPrediction(this, data, team).probabilities();
  }

  /// Asks for values.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a value for each example, as those that were learnt
  /// @throws IllegalArgumentException if examples have another number of features, or the model
  ///   does not say one value for an example
  public double[] values(Dataset data, ThreadTeam team) {
    return new DatasetPrediction(this, data, team).values();
  }

  /// Predicts by the thread that asks, as [#predictions(Dataset, ThreadTeam)].
  ///
  /// @param data examples
  /// @return a row for each example
  public double[][] predictions(Dataset data) {
    return DatasetPrediction.of(this, data, DatasetPrediction::rows);
  }

  /// Predicts.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return for each example what a [Predictor] says: a probability for each class or label, or
  ///   values in their own unit
  /// @throws IllegalArgumentException if examples have another number of features
  public double[][] predictions(Dataset data, ThreadTeam team) {
    return new DatasetPrediction(this, data, team).rows();
  }

  /// Evaluates a model of classes.
  ///
  /// @param test examples of the model's classes, by whatever number they have there
  /// @return how good it is
  /// @throws IllegalArgumentException if the model does not predict classes, or the examples have
  ///   others, or another number of features
  public ClassificationMetrics classificationMetrics(Dataset test) {
    return DatasetPrediction.of(this, test, DatasetPrediction::classification);
  }

  /// Evaluates a model of values.
  ///
  /// @param test examples with as many values
  /// @return how good it is, in the values' own unit
  /// @throws IllegalArgumentException if the model does not predict values, or the examples have
  ///   another number of features or of values
  public RegressionMetrics regressionMetrics(Dataset test) {
    return DatasetPrediction.of(this, test, DatasetPrediction::regression);
  }

  /// Evaluates a model of labels of which an example may have several.
  ///
  /// @param test examples with the model's labels
  /// @return how good it is
  /// @throws IllegalArgumentException if the model does not predict such labels, or the examples
  ///   have others, or another number of features
  public LabelSetMetrics labelSetMetrics(Dataset test) {
    return DatasetPrediction.of(this, test, DatasetPrediction::labelSets);
  }

  /// What each threshold for the probability of a class or label would give, in single precision,
  /// as a [Predictor] says it.
  ///
  /// @param test examples of the model's classes or labels
  /// @param label one of them
  /// @throws IllegalArgumentException if the model does not know the label, or the examples do not
  ///   suit the model
  public ThresholdCurve thresholdCurve(Dataset test, String label) {
    return DatasetPrediction.of(this, test, prediction -> prediction.thresholdCurve(label));
  }

  /// What the outputs say: classes, labels, values or features.
  public OutputKind outputKind() {
    return OutputKind.of(metadata, !classes.isEmpty(), outputs(), features());
  }

  /// How many numbers are predicted for an example: 1 or more.
  public int outputs() {
    return ModelShape.of(SavedModelCheck.sequential(members.getFirst().model()), features())
        .outputs();
  }

  OutputConversion conversion() {
    return outputKind().conversion(members.getFirst().preprocessing(), schema());
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
    Optional<OutputConversion> converted =
        outputKind() == OutputKind.CLASSES ? Optional.empty() : Optional.of(conversion());
    return new Predictor(members, combination, classes, converted, batch);
  }

  /// Compiles the model for several threads that predict one example at a time.
  ///
  /// @param size how many of them predict at the same time, 1 or more
  /// @return to be closed by the caller
  public PredictorPool predictors(int size) {
    return new PredictorPool(size, this::predictor);
  }

  /// SHA-256, in hexadecimal, of everything that decides what the model says.
  public String checksum() {
    return SavedModelFile.of(this).checksum(SavedModelFile.CHECKSUM);
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

  /// Reads a stream to its end, such as a resource of a jar.
  ///
  /// @param in where from; it is not closed
  /// @return what [#write] wrote
  /// @throws IOException as [#read(Path)]
  public static SavedModel read(InputStream in) throws IOException {
    return SavedModelFile.read(in);
  }

  @Override
  public String toString() {
    return "%s, %d features, %s"
        .formatted(
            Arrays.toString(
                members.stream().map(m -> SavedModelCheck.sequential(m.model()).text()).toArray()),
            features(),
            classes.isEmpty() ? outputs() + " values" : "classes " + classes);
  }
}
