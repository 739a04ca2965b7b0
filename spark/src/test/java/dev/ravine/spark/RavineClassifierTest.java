package dev.ravine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

final class RavineClassifierTest {

  private static final String NETWORK = "dense(24) | relu | dense(24) | relu | dense(3)";

  private static SparkSession spark;
  private static Dataset<Row> rings;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = Rows.spark();
    rings = Rows.frame(spark, Rows.rings(900), 3).cache();
  }

  private static RavineClassifier classifier() {
    return new RavineClassifier().setNetwork(NETWORK).setOptimizer("adam(1e-2)").setEpochs(20);
  }

  private static double accuracy(Dataset<Row> predicted) {
    return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(predicted);
  }

  @Test
  void ringsAreLearntByTwoReplicas() {
    RavineClassificationModel model = classifier().fit(rings);
    Dataset<Row> predicted = model.transform(rings);
    assertThat(accuracy(predicted)).isGreaterThan(0.97);
    TrainingSummary summary = model.summary().orElseThrow();
    assertThat(summary.replicas()).isEqualTo(2);
    assertThat(summary.steps()).isEqualTo(20 * (900 / 64));
    assertThat(summary.losses()).hasSize(10);
    assertThat(summary.losses().getLast()).isLessThan(summary.losses().getFirst() / 4);
    assertThat(summary.efficiency()).isGreaterThan(0).isLessThanOrEqualTo(1);
    Row row = predicted.first();
    Vector probability = row.getAs("probability");
    assertThat(probability.argmax()).isEqualTo((int) row.<Double>getAs("prediction").doubleValue());
    assertThat(probability.toArray())
        .satisfies(p -> assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-6)));
  }

  @Test
  void theSamePartitionsGiveTheSameBits() {
    RavineClassifier one = classifier().setEpochs(2);
    assertThat(one.fit(rings).savedModel().checksum())
        .isEqualTo(one.fit(rings).savedModel().checksum())
        .isNotEqualTo(one.copy(ParamMap.empty()).setSeed(1).fit(rings).savedModel().checksum());
  }

  @Test
  void theOrderOfRowsInAPartitionIsOfNoMatter() {
    List<Row> rows = new ArrayList<>(Rows.rings(120));
    RavineClassifier one = classifier().setEpochs(1).setReplicas(1);
    String forwards = checksum(one, rows);
    Collections.reverse(rows);
    assertThat(checksum(one, rows)).isEqualTo(forwards);
  }

  private static String checksum(RavineClassifier one, List<Row> rows) {
    return one.fit(spark.createDataFrame(rows, rings.schema()).coalesce(1)).savedModel().checksum();
  }

  @Test
  void oneReplicaDoesWhatPlainTrainingDoes() {
    List<Row> rows = Rows.rings(120);
    Dataset<Row> data = Rows.frame(spark, rows, 1).coalesce(1);
    SavedModel model =
        classifier().setReplicas(1).setEpochs(3).setBatchSize(20).fit(data).savedModel();
    var collected = new ArrayList<>(data.collectAsList());
    collected.sort(
        Comparator.comparing(row -> floats(row.<Vector>getAs(0).toArray()), Arrays::compare));
    var examples =
        Examples.of(collected, row -> floats(row.<Vector>getAs(0).toArray()))
            .classes(
                List.of("0", "1", "2"),
                collected.stream().mapToInt(row -> (int) row.getDouble(1)).toArray());
    SavedModel plain =
        Training.of(Sequential.parse(NETWORK), new Split(examples, examples))
            .optimizer("adam(1e-2)")
            .epochs(3)
            .batch(20)
            .run();
    assertThat(model.members().getFirst().theta())
        .containsExactly(plain.members().getFirst().theta(), within(1e-4f));
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  @Test
  void anyNumberOfPartitionsIsLearntFrom() {
    List<Row> rows = Rows.rings(60);
    for (int partitions : new int[] {1, 7, 100}) {
      RavineClassificationModel model =
          classifier().setEpochs(1).fit(Rows.frame(spark, rows, partitions));
      assertThat(model.summary().orElseThrow().replicas()).isEqualTo(1);
    }
    RavineClassificationModel some =
        classifier().setReplicas(5).setEpochs(1).fit(Rows.frame(spark, Rows.rings(300), 7));
    assertThat(some.summary().orElseThrow().replicas()).isEqualTo(5);
  }

  @Test
  void rowsOfWeightZeroDecideNothing() {
    List<Row> rows = Rows.rings(60);
    List<Row> more = new ArrayList<>(rows);
    more.add(Rows.row(1, 0, 1e30, -1e30));
    RavineClassifier weighted = classifier().setEpochs(2).setReplicas(1).setWeightCol("weight");
    var without = spark.createDataFrame(rows, rings.schema()).coalesce(1);
    var with = spark.createDataFrame(more, rings.schema()).coalesce(1);
    assertThat(weighted.fit(with).savedModel().checksum())
        .isEqualTo(weighted.fit(without).savedModel().checksum());
  }

  @Test
  void aPipelineIsKeptWithItsNames() throws Exception {
    Dataset<Row> flowers =
        rings.select(
            org.apache
                .spark
                .ml
                .functions
                .vector_to_array(rings.col("features"), "float64")
                .getItem(0)
                .as("length"),
            org.apache
                .spark
                .ml
                .functions
                .vector_to_array(rings.col("features"), "float64")
                .getItem(1)
                .as("width"),
            functions.concat(functions.lit("ring "), rings.col("label").cast("int")).as("kind"));
    RavineClassifier classifier = classifier();
    PipelineModel model =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("kind").setOutputCol("label"),
                  new VectorAssembler()
                      .setInputCols(new String[] {"length", "width"})
                      .setOutputCol("features"),
                  classifier
                })
            .fit(flowers);
    Dataset<Row> predicted = model.transform(flowers);
    assertThat(accuracy(predicted)).isGreaterThan(0.97);

    String kept = folder.resolve("model").toString();
    model.save(kept);
    assertThat(PipelineModel.load(kept).transform(flowers).select("probability").collectAsList())
        .isEqualTo(predicted.select("probability").collectAsList());
    SavedModel alone = SavedModel.read(theOnlyFile(folder));
    assertThat(alone.classes()).containsExactlyInAnyOrder("ring 0", "ring 1", "ring 2");
    assertThat(alone.columns()).containsExactly("length", "width");

    String estimator = folder.resolve("estimator").toString();
    classifier.save(estimator);
    RavineClassifier loaded = RavineClassifier.load(estimator);
    assertThat(loaded.explainParams()).isEqualTo(classifier.explainParams());
  }

  private static Path theOnlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("model.safetensors")).findFirst().orElseThrow();
    }
  }

  @Test
  void crossValidationPicksTheBetterOfTwo() {
    RavineClassifier classifier = classifier().setEpochs(5);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(
                classifier.optimizer(),
                CollectionConverters.asScala(List.of("sgd(1e-7)", "adam(1e-2)")))
            .build();
    CrossValidatorModel found =
        new CrossValidator()
            .setEstimator(classifier)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .fit(rings);
    assertThat(found.avgMetrics()[1]).isGreaterThan(found.avgMetrics()[0] + 0.1);
    RavineClassificationModel best = (RavineClassificationModel) found.bestModel();
    assertThat(best.savedModel().metadata()).containsEntry("optimizer", "adam(1e-2)");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("network must be set", c -> c.clear(c.network())),
        mistake(
            "the model must have 3 outputs, one for each class, has 2",
            c -> c.setNetwork("dense(2)")),
        mistake(
            "batchNorm has no place in rounds",
            c -> c.setNetwork("dense(3) | batchNorm | dense(3)")),
        mistake("epochs must be 1 or more, was 0", c -> c.setEpochs(0)),
        mistake("replicas must be 0 or more, was -1", c -> c.setReplicas(-1)),
        mistake(
            "optimizer: must be an update rule, lbfgs is a minimizer",
            c -> c.setOptimizer("lbfgs")),
        mistake("optimizer: unknown", c -> c.setOptimizer("adamm(1e-3)")),
        mistake(
            "weightCol must be a column of features, label, weight, was 'w'",
            c -> c.setWeightCol("w")),
        mistake("evaluation with weights of its own", c -> c.setOptimizer("sgd(1e-2) | ema(0.9)")),
        mistake("diverged", c -> c.setOptimizer("sgd(1e30)")));
  }

  private static Arguments mistake(String sentence, Consumer<RavineClassifier> setting) {
    return Arguments.of(sentence, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void whatCannotBeLearntWithIsRefused(String sentence, Consumer<RavineClassifier> setting) {
    RavineClassifier classifier = classifier();
    setting.accept(classifier);
    assertThatThrownBy(() -> classifier.fit(rings)).hasMessageContaining(sentence);
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        Arguments.of(
            "column 'features' must have equally many numbers in each row, has 2 and 3",
            Rows.row(1, 1, 1, 2, 3)),
        Arguments.of(
            "column 'features' must have numbers that are finite in single precision, but number 1 of a row is NaN",
            Rows.row(1, 1, 1, Double.NaN)),
        Arguments.of(
            "labels must be the numbers of classes, 0, 1, 2 …, but one is -1.0",
            Rows.row(-1, 1, 1, 1)),
        Arguments.of(
            "labels must be the numbers of classes, 0, 1, 2 …, but one is 0.5",
            Rows.row(0.5, 1, 1, 1)),
        Arguments.of("labels must be below 256, but one is 300", Rows.row(300, 1, 1, 1)),
        Arguments.of(
            "column 'weight' must have numbers of 0 or more, but one is -1.0",
            Rows.row(1, -1, 1, 1)),
        Arguments.of(
            "column 'features' must have no null: na().drop() leaves such rows out",
            RowFactory.create(null, 1.0, 1.0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void badRowsAreRefused(String sentence, Row bad) {
    List<Row> rows = new ArrayList<>(Rows.rings(9));
    rows.add(bad);
    Dataset<Row> data = spark.createDataFrame(rows, rings.schema()).coalesce(1);
    assertThatThrownBy(() -> classifier().setWeightCol("weight").fit(data))
        .hasMessageContaining(sentence);
  }

  @Test
  void nothingIsReadIfSettingsCannotBe() {
    assertThatThrownBy(() -> classifier().setBatchSize(0).transformSchema(rings.schema()))
        .hasMessage("batchSize must be 1 or more, was 0");
    assertThatThrownBy(() -> classifier().setNetwork(nothing()))
        .hasMessage("network must not be null");
  }

  @SuppressWarnings("NullAway") // as callers without a checker may
  private static String nothing() {
    return null;
  }

  /// A fold may lack the last class.
  @Test
  void theNetworkSaysHowManyClassesThereAre() {
    assertThat(classifier().setEpochs(1).fit(rings.filter("label < 2")).numClasses()).isEqualTo(3);
  }

  @Test
  void weightsCountByHowMuchMoreTheyWeigh() {
    RavineClassifier weighted = classifier().setEpochs(2).setWeightCol("weight");
    Dataset<Row> thousand = rings.withColumn("weight", functions.lit(1000.0));
    assertThat(weighted.fit(thousand).savedModel().checksum())
        .isEqualTo(weighted.fit(rings).savedModel().checksum());
    assertThatThrownBy(() -> weighted.fit(rings.withColumn("weight", functions.lit(0.0))))
        .hasMessage("rows must not all have weight 0");
    assertThatThrownBy(() -> weighted.fit(rings.withColumn("weight", functions.lit("x"))))
        .hasMessage("weightCol must be a column of numbers, but 'weight' is of string");
  }

  @Test
  void noRowsAreRefused() {
    assertThatThrownBy(() -> classifier().fit(rings.limit(0)))
        .hasMessageContaining("the DataFrame must have rows to learn from, has none");
  }

  @Test
  void rowsOfAnotherWidthAreNotPredicted() {
    RavineClassificationModel model = classifier().setEpochs(1).fit(rings);
    assertThat(model)
        .hasToString(
            "RavineClassificationModel: uid=%s, numFeatures=2, numClasses=3"
                .formatted(model.uid()));
    assertThatThrownBy(() -> model.predict(Vectors.dense(1, 2, 3)))
        .hasMessageContaining("features must be 2 numbers, were 3");
  }
}
