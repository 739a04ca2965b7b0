package dev.ravine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program of the guide.
final class GuideProgramTest {

  @TempDir private Path folder;

  @Test
  void fitsAndAnswersAQuery() throws IOException {
    SparkSession spark = Rows.spark();
    Path file = folder.resolve("flowers.csv");
    StringBuilder table = new StringBuilder("length,width,species\n");
    for (int i = 0; i < 300; i++) {
      double size = 1 + i % 3 + (i % 7) / 10.0;
      table.append("%s,%s,%s\n".formatted(size, 2 * size, List.of("a", "b", "c").get(i % 3)));
    }
    Files.writeString(file, table);
    Dataset<Row> flowers =
        spark.read().option("header", true).option("inferSchema", true).csv(file.toString());
    String path = folder.resolve("model").toString();

    RavineClassifier classifier =
        new RavineClassifier()
            .setNetwork("dense(64) | relu | dense(3)")
            .setOptimizer("adamw(1e-2)")
            .setEpochs(20);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("species").setOutputCol("label"),
                  new VectorAssembler()
                      .setInputCols(new String[] {"length", "width"})
                      .setOutputCol("features"),
                  classifier
                });
    PipelineModel model = pipeline.fit(flowers);
    model.transform(flowers).createOrReplaceTempView("predicted");
    Dataset<Row> wrong =
        spark.sql(
            "SELECT species, count(*) FROM predicted WHERE prediction <> label GROUP BY species");
    model.write().overwrite().save(path);

    Dataset<Row> named =
        new IndexToString()
            .setInputCol("prediction")
            .setOutputCol("predictedSpecies")
            .setLabels(((StringIndexerModel) model.stages()[0]).labelsArray()[0])
            .transform(model.transform(flowers));

    assertThat(wrong.count()).isZero();
    assertThat(named.filter("predictedSpecies <> species").count()).isZero();
    Path saved = folder.resolve("flowers.safetensors");

    RavineClassificationModel learnt = (RavineClassificationModel) model.stages()[2];
    TrainingSummary summary = learnt.summary().orElseThrow();
    learnt.savedModel().write(saved);
    try (Predictor predictor = SavedModel.read(saved).predictor()) {
      String species = predictor.predictLabel(1.2f, 2.4f);
      assertThat(species).isEqualTo("a");
      assertThat(summary.replicas()).isEqualTo(1);
    }
  }
}
