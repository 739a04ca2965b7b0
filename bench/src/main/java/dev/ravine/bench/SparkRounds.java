package dev.ravine.bench;

import dev.ravine.cluster.LocalSgd;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.spark.RavineClassifier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// Rounds of two replicas on Spark, against the same without it: the experiment's network, steps of
/// 100 examples.
final class SparkRounds implements AutoCloseable {

  private static final int EXAMPLES = 10_000;
  private static final int ROUNDS = 4;
  private static final int TIMES = 5;

  private final SparkSession spark =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", "false")
          .config("spark.log.level", "ERROR")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .getOrCreate();

  private final org.apache.spark.sql.Dataset<Row> rows;
  private final Dataset examples;

  SparkRounds() {
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    rows =
        spark
            .range(0, EXAMPLES, 1, 2)
            .map(
                (MapFunction<Long, Row>) i -> RowFactory.create(vector(i), (double) (i % 10)),
                Encoders.row(schema))
            .cache();
    float[] numbers = new float[EXAMPLES * Ravine.FEATURES];
    for (int i = 0; i < EXAMPLES; i++) {
      double[] one = vector(i).toArray();
      for (int j = 0; j < one.length; j++) {
        numbers[i * one.length + j] = (float) one[j];
      }
    }
    int[] labels = IntStream.range(0, EXAMPLES).map(i -> i % 10).toArray();
    examples = Examples.of(Ravine.FEATURES, numbers).classes(labels);
  }

  private static org.apache.spark.ml.linalg.Vector vector(long i) {
    float[] numbers = Ravine.numbers(Ravine.FEATURES, (int) i);
    double[] wide = new double[numbers.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = numbers[j];
    }
    return Vectors.dense(wide);
  }

  /// From the first round to the last.
  Timing timing(int every) {
    int epochs = ROUNDS * every * 2 * Ravine.BATCH / EXAMPLES;
    double[] first = new double[TIMES];
    double[] second = new double[TIMES];
    RavineClassifier classifier =
        new RavineClassifier()
            .setNetwork(Sequential.published(10).text())
            .setOptimizer("sgd(1e-3)")
            .setBatchSize(Ravine.BATCH)
            .setEvery(every)
            .setEpochs(epochs);
    Training training =
        Training.of(Sequential.published(10), new Split(examples, examples.range(0, 10)))
            .optimizer("sgd(1e-3)")
            .batch(Ravine.BATCH)
            .epochs(epochs)
            .method(LocalSgd.of(2).every(every))
            .build();
    double[] ratios = new double[TIMES];
    for (int i = -1; i < TIMES; i++) {
      int at = Math.max(0, i);
      first[at] = classifier.fit(rows).summary().orElseThrow().seconds();
      second[at] = seconds(training);
      ratios[at] = first[at] / second[at];
    }
    return new Timing(Timing.median(first), Timing.median(second), Timing.median(ratios));
  }

  private static double seconds(Training training) {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(new TrainingListener() {});
      return trainer.nanos() * 1e-9;
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
