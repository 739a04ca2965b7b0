package dev.ravine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RavineRegressorTest {

  private static SparkSession spark;
  private static Dataset<Row> hills;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = Rows.spark();
    hills = Rows.frame(spark, Rows.hills(1000), 2).cache();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static RavineRegressor regressor() {
    return new RavineRegressor()
        .setNetwork("dense(32) | tanh | dense(1)")
        .setOptimizer("adam(1e-2)")
        .setEpochs(30);
  }

  @Test
  void hillsAreLearntInTheirUnitAndKept() throws Exception {
    RavineRegressionModel model = regressor().fit(hills);
    Dataset<Row> predicted = model.transform(hills);
    RegressionEvaluator r2 = new RegressionEvaluator().setMetricName("r2");
    assertThat(r2.evaluate(predicted)).isGreaterThan(0.97);
    String kept = folder.resolve("model").toString();
    model.save(kept);
    assertThat(RavineRegressionModel.load(kept).transform(hills).collectAsList())
        .isEqualTo(predicted.collectAsList());
  }

  /// DiLoCo: Nesterov's momentum on what rounds bring goes further than their mean.
  @Test
  void theOuterOptimizerIsApplied() {
    RavineRegressor few = regressor().setEpochs(8).setOptimizer("sgd(1e-2)");
    double plain = few.fit(hills).summary().orElseThrow().losses().getLast();
    double outer =
        few.setOuterOptimizer("nesterov(0.7)")
            .fit(hills)
            .summary()
            .orElseThrow()
            .losses()
            .getLast();
    assertThat(outer).isLessThan(0.9 * plain);
  }

  @Test
  void aNetworkOfSeveralValuesIsRefused() {
    assertThatThrownBy(() -> regressor().setNetwork("dense(2)").fit(hills))
        .hasMessageContaining("the model must have 1 output, one for the value, has 2");
  }
}
