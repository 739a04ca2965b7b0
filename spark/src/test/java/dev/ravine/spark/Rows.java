package dev.ravine.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// DataFrames to learn from.
final class Rows {

  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  private Rows() {}

  /// Spark on two cores of this process: the same for all tests, as starting it takes seconds.
  static SparkSession spark() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  /// Points in a plane, in three rings around the origin: no line parts them.
  static List<Row> rings(int count) {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int ring = i % 3;
      double angle = random.nextDouble() * 2 * Math.PI;
      double radius = 10 * (ring + 1 + 0.2 * random.nextGaussian());
      rows.add(row(ring, 1, radius * Math.cos(angle) + 5, radius * Math.sin(angle)));
    }
    return rows;
  }

  /// Points of a curved surface far from 0.
  static List<Row> hills(int count) {
    Random random = new Random(2);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble() * 4 - 2;
      double y = random.nextDouble() * 4 - 2;
      rows.add(row(1000 + 300 * Math.sin(x) * y, 1, x, y));
    }
    return rows;
  }

  static Row row(double label, double weight, double... features) {
    return RowFactory.create(Vectors.dense(features), label, weight);
  }

  static Dataset<Row> frame(SparkSession spark, List<Row> rows, int partitions) {
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  /// In two partitions, the first half in the first.
  static Dataset<Row> inOrder(SparkSession spark, List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }
}
