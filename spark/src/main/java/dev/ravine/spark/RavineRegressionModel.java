package dev.ravine.spark;

import dev.ravine.nn.saved.SavedModel;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.jspecify.annotations.Nullable;

/// Predicts the value of each row: adds a column `prediction`.
public final class RavineRegressionModel extends RegressionModel<Vector, RavineRegressionModel>
    implements MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final ModelFile file;
  private final int features;
  private final transient @Nullable TrainingSummary summary;

  RavineRegressionModel(String uid, ModelFile file, Optional<TrainingSummary> summary) {
    this.uid = uid;
    this.file = file;
    features = file.model().features();
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
  public double predict(Vector row) {
    return CompiledModels.predict(file, row)[0];
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
  public RavineRegressionModel copy(ParamMap extra) {
    RavineRegressionModel copy = new RavineRegressionModel(uid, file, summary());
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public String toString() {
    return "RavineRegressionModel: uid=%s, numFeatures=%d".formatted(uid, features);
  }

  @Override
  public MLWriter write() {
    return ModelFolder.writer(this, file);
  }

  /// Reads what `write` wrote.
  public static MLReader<RavineRegressionModel> read() {
    return ModelFolder.reader(
        RavineRegressionModel.class,
        (uid, file) -> new RavineRegressionModel(uid, file, Optional.empty()));
  }

  /// Reads what `save` wrote.
  ///
  /// @param path of a folder
  public static RavineRegressionModel load(String path) {
    return read().load(path);
  }
}
