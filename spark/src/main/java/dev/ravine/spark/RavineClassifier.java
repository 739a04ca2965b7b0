package dev.ravine.spark;

import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/// Learns the class of each row: `featuresCol` holds vectors, `labelCol` the classes' numbers, 0,
/// 1, 2 …
///
/// ```java
/// RavineClassificationModel model =
///     new RavineClassifier().setNetwork("dense(64) | relu | dense(3)").setEpochs(20).fit(flowers);
/// ```
public final class RavineClassifier
    extends ProbabilisticClassifier<Vector, RavineClassifier, RavineClassificationModel>
    implements RavineParams<RavineClassifier>, DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final Settings settings;

  /// With the usual settings but for the network, which has none.
  public RavineClassifier() {
    this(Identifiable$.MODULE$.randomUID("ravineClassifier"));
  }

  /// With a name of your own, as Spark makes them.
  ///
  /// @param uid unlike all others of a pipeline
  public RavineClassifier(String uid) {
    this.uid = uid;
    super();
    settings = new Settings(this, "dense(64) | relu | dense(3)");
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  /// Refuses settings that can't be, before any row is read.
  @Override
  public StructType transformSchema(StructType schema) {
    settings.check();
    return super.transformSchema(schema);
  }

  /// Learns.
  ///
  /// @throws IllegalArgumentException if settings or rows don't suit
  /// @throws IllegalStateException if learning diverged
  @Override
  public RavineClassificationModel train(Dataset<?> data) {
    Columns columns = new Columns(getFeaturesCol(), getLabelCol(), settings.weights());
    RoundsTraining.Result result = new RoundsTraining(settings, columns, true).run(data);
    return new RavineClassificationModel(
        uid, ModelFile.of(result.model()), Optional.of(result.summary()));
  }

  @Override
  public RavineClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /// Reads what `write` wrote.
  public static MLReader<RavineClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /// Reads what `save` wrote.
  ///
  /// @param path of a folder
  public static RavineClassifier load(String path) {
    return read().load(path);
  }
}
