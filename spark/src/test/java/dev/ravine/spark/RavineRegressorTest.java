package dev.ravine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

  /// Of values 0 and 1, in a partition each, with weights 3 and 1.
  @Test
  void weightsCountAcrossPartitions() {
    List<Row> rows = new ArrayList<>(Collections.nCopies(40, Rows.row(0, 3, 1)));
    rows.addAll(Collections.nCopies(40, Rows.row(1, 1, 1)));
    RavineRegressionModel model =
        new RavineRegressor()
            .setNetwork("dense(1)")
            .setOptimizer("sgd(1e-1)")
            .setEpochs(50)
            .setBatchSize(10)
            .setReplicas(2)
            .setWeightCol("weight")
            .fit(Rows.inOrder(spark, rows));
    assertThat(model.predict(Vectors.dense(1))).isCloseTo(0.25, within(0.01));
    assertThat(model.summary().orElseThrow().replicas()).isEqualTo(2);
  }

  /// What never varied while it was learnt from is not made large when it does.
  @Test
  void aConstantFeatureStaysSmall() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      rows.add(Rows.row(i, 1, i, 0.1));
    }
    RavineRegressionModel model =
        regressor().fit(spark.createDataFrame(rows, hills.schema()).coalesce(1));
    double usual = model.predict(Vectors.dense(3, 0.1));
    assertThat(model.predict(Vectors.dense(3, 0.2))).isCloseTo(usual, within(1.0));
  }
}
