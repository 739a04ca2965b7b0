package dev.ravine.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/// The rows of a partition as numbers, a fourth of what they take as rows. Rows of weight 0 are
/// left out.
///
/// @param width numbers of a row, 0 if there are no rows
/// @param features width · rows numbers
/// @param labels one for each row
/// @param weights one for each row, or none if all count alike
/// @param fault what is wrong with a row, for people; empty if nothing is
@SuppressWarnings("ArrayRecordComponent")
record ExampleBlock(int width, float[] features, double[] labels, float[] weights, String fault)
    implements Serializable {

  private static final float[] ALIKE = {};

  /// Reads the rows of a partition.
  ///
  /// @param rows of features, a label and, if weighted, a weight
  static ExampleBlock read(Iterator<Row> rows, boolean weighted) {
    Growing features = new Growing();
    Growing weights = new Growing();
    double[] labels = new double[16];
    int width = 0;
    int count = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(0) || row.isNullAt(1) || (weighted && row.isNullAt(2))) {
        return faulty(
            "a row has no features, label or weight: leave such rows out, as na().drop() does");
      }
      double[] own = row.<Vector>getAs(0).toArray();
      double label = row.getDouble(1);
      double weight = weighted ? row.getDouble(2) : 1;
      String fault = fault(own, label, weight, count == 0 ? own.length : width);
      if (!fault.isEmpty()) {
        return faulty(fault);
      }
      if (weight == 0) {
        continue;
      }
      width = own.length;
      features.add(own);
      if (weighted) {
        weights.add(weight);
      }
      if (count == labels.length) {
        labels = Arrays.copyOf(labels, 2 * count);
      }
      labels[count++] = label;
    }
    return new ExampleBlock(
            width, features.toArray(), Arrays.copyOf(labels, count), weights.toArray(), "")
        .sorted();
  }

  private ExampleBlock sorted() {
    Integer[] order = IntStream.range(0, rows()).boxed().toArray(Integer[]::new);
    Arrays.sort(order, this::compare);
    float[] ofRows = new float[features.length];
    double[] ofLabels = new double[labels.length];
    float[] ofWeights = new float[weights.length];
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(features, order[row] * width, ofRows, row * width, width);
      ofLabels[row] = labels[order[row]];
      if (weights.length > 0) {
        ofWeights[row] = weights[order[row]];
      }
    }
    return new ExampleBlock(width, ofRows, ofLabels, ofWeights, fault);
  }

  private int compare(int one, int other) {
    int byFeatures =
        Arrays.compare(
            features, one * width, (one + 1) * width, features, other * width, (other + 1) * width);
    if (byFeatures != 0) {
      return byFeatures;
    }
    int byLabel = Double.compare(labels[one], labels[other]);
    return byLabel != 0 ? byLabel : Double.compare(weight(one), weight(other));
  }

  private static ExampleBlock faulty(String fault) {
    return new ExampleBlock(0, ALIKE, new double[0], ALIKE, fault);
  }

  private static String fault(double[] features, double label, double weight, int width) {
    if (features.length != width) {
      return "rows must have equally many features, have %d and %d"
          .formatted(width, features.length);
    }
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite((float) features[i])) {
        return "features must be finite, but number %d of a row is %s".formatted(i, features[i]);
      }
    }
    if (!Float.isFinite((float) label)) {
      return "labels must be finite, but one is " + label;
    }
    return weight >= 0 && Float.isFinite((float) weight)
        ? ""
        : "weights must be 0 or more, but one is " + weight;
  }

  /// As many rows of zeros as stand for any examples of this width.
  static ExampleBlock blank(int width) {
    return new ExampleBlock(width, new float[width], new double[1], ALIKE, "");
  }

  /// Several as one, in their order.
  static ExampleBlock join(List<ExampleBlock> blocks) {
    if (blocks.size() == 1) {
      return blocks.getFirst();
    }
    Growing features = new Growing();
    Growing weights = new Growing();
    double[] labels = blocks.stream().flatMapToDouble(b -> Arrays.stream(b.labels)).toArray();
    for (ExampleBlock block : blocks) {
      features.add(block.features);
      weights.add(block.weights);
    }
    int width = blocks.stream().mapToInt(ExampleBlock::width).max().orElse(0);
    return new ExampleBlock(width, features.toArray(), labels, weights.toArray(), "");
  }

  int rows() {
    return labels.length;
  }

  double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  /// The sum of the weights.
  double total() {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      sum += weight(i);
    }
    return sum;
  }

  /// How many bytes its numbers take.
  long bytes() {
    return (long) Float.BYTES * (features.length + weights.length)
        + (long) Double.BYTES * labels.length;
  }

  /// Numbers that become more.
  private static final class Growing {

    private float[] numbers = new float[64];
    private int size;

    private void reserve(int more) {
      if (size + (long) more > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a partition must have fewer than 2 billion numbers: repartition the DataFrame");
      }
      if (size + more > numbers.length) {
        long twice = Math.min(2L * numbers.length, Integer.MAX_VALUE - 8);
        numbers = Arrays.copyOf(numbers, (int) Math.max(twice, size + more));
      }
    }

    private void add(double... more) {
      reserve(more.length);
      for (double each : more) {
        numbers[size++] = (float) each;
      }
    }

    private void add(float[] more) {
      reserve(more.length);
      System.arraycopy(more, 0, numbers, size, more.length);
      size += more.length;
    }

    private float[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
