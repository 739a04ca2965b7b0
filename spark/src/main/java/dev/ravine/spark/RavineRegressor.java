package dev.ravine.spark;

import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/// Learns the value of each row: `featuresCol` holds vectors, `labelCol` numbers.
///
/// ```java
/// RavineRegressionModel model =
///     new RavineRegressor().setNetwork("dense(64) | relu | dense(1)").setEpochs(20).fit(houses);
/// ```
public final class RavineRegressor extends Regressor<Vector, RavineRegressor, RavineRegressionModel>
    implements RavineParams<RavineRegressor>, DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final Settings settings;

  /// With the usual settings but for the network, which has none.
  public RavineRegressor() {
    this(Identifiable$.MODULE$.randomUID("ravineRegressor"));
  }

  /// With a name of your own, as Spark makes them.
  ///
  /// @param uid unlike all others of a pipeline
  public RavineRegressor(String uid) {
    this.uid = uid;
    super();
    settings = new Settings(this, "dense(64) | relu | dense(1)");
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
  public RavineRegressionModel train(Dataset<?> data) {
    Columns columns = new Columns(getFeaturesCol(), getLabelCol(), settings.weights());
    RoundsTraining.Result result = new RoundsTraining(settings, columns, false).run(data);
    return new RavineRegressionModel(
        uid, ModelFile.of(result.model()), Optional.of(result.summary()));
  }

  @Override
  public RavineRegressor copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /// Reads what `write` wrote.
  public static MLReader<RavineRegressor> read() {
    return new DefaultParamsReader<>();
  }

  /// Reads what `save` wrote.
  ///
  /// @param path of a folder
  public static RavineRegressor load(String path) {
    return read().load(path);
  }
}
