package dev.ravine.spark;

import dev.ravine.nn.saved.SavedModel;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.jspecify.annotations.Nullable;
import scala.Tuple3;

/// Predicts the class of each row: adds columns `prediction`, the class's number, `probability`, a
/// number for each class, and `rawPrediction`, their logarithms.
public final class RavineClassificationModel
    extends ProbabilisticClassificationModel<Vector, RavineClassificationModel>
    implements MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final ModelFile file;
  private final int features;
  private final int classes;
  private final transient @Nullable TrainingSummary summary;

  RavineClassificationModel(String uid, ModelFile file, Optional<TrainingSummary> summary) {
    this.uid = uid;
    this.file = file;
    SavedModel model = file.model();
    features = model.features();
    classes = model.outputs();
    this.summary = summary.orElse(null);
    super();
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public int numFeatures() {
    return features;
  }

  @Override
  public int numClasses() {
    return classes;
  }

  /// The logarithm of each class's probability.
  @Override
  public Vector predictRaw(Vector row) {
    float[] probabilities = CompiledModels.predict(file, row);
    double[] raw = new double[classes];
    for (int c = 0; c < classes; c++) {
      raw[c] = StrictMath.log(probabilities[c]);
    }
    return Vectors.dense(raw);
  }

  /// Each class's probability, from its logarithm.
  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] values = ((DenseVector) raw).values();
    for (int c = 0; c < values.length; c++) {
      values[c] = StrictMath.exp(values[c]);
    }
    return raw;
  }

  /// Spark's own, for its own models' summaries: javac finds two of them, as Scala makes them.
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Tuple3 findSummaryModel() {
    return new Tuple3<>(this, getProbabilityCol(), getPredictionCol());
  }

  /// The model without Spark: to be written, or predicted with, in any program.
  public SavedModel savedModel() {
    return file.model();
  }

  /// How learning went.
  ///
  /// @return empty if the model was loaded
  public Optional<TrainingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  @Override
  public RavineClassificationModel copy(ParamMap extra) {
    RavineClassificationModel copy = new RavineClassificationModel(uid, file, summary());
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public String toString() {
    return "RavineClassificationModel: uid=%s, numFeatures=%d, numClasses=%d"
        .formatted(uid, features, classes);
  }

  @Override
  public MLWriter write() {
    return ModelFolder.writer(this, file);
  }

  /// Reads what `write` wrote.
  public static MLReader<RavineClassificationModel> read() {
    return ModelFolder.reader(
        RavineClassificationModel.class,
        (uid, file) -> new RavineClassificationModel(uid, file, Optional.empty()));
  }

  /// Reads what `save` wrote.
  ///
  /// @param path of a folder
  public static RavineClassificationModel load(String path) {
    return read().load(path);
  }
}
