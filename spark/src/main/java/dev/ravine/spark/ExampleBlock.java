package dev.ravine.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/// The rows of a partition as numbers, in an order that they have by themselves: where Spark
/// computes a partition again, its rows may come in another. Rows of weight 0 are left out. No
/// record, as Kryo can't write those.
final class ExampleBlock implements Serializable {

  private static final long serialVersionUID = 1;

  private static final float[] ALIKE = {};

  /// The part of the memory that rows may take.
  private static final int PART_OF_MEMORY = 2;

  private final int width;
  private final float[] features;
  private final double[] labels;
  private final float[] weights;
  private final String fault;

  /// @param width numbers of a row, 0 if there are no rows
  /// @param features width · rows numbers
  /// @param labels one for each row
  /// @param weights one for each row, or none if all count alike
  /// @param fault what is wrong with a row, for people; empty if nothing is
  private ExampleBlock(
      int width, float[] features, double[] labels, float[] weights, String fault) {
    this.width = width;
    this.features = features;
    this.labels = labels;
    this.weights = weights;
    this.fault = fault;
  }

  int width() {
    return width;
  }

  float[] features() {
    return features;
  }

  double[] labels() {
    return labels;
  }

  float[] weights() {
    return weights;
  }

  String fault() {
    return fault;
  }

  /// Reads the rows of a partition.
  ///
  /// @param rows of features, a label and, if weighted, a weight
  /// @param columns what they are called
  static ExampleBlock read(Iterator<Row> rows, Columns columns) {
    boolean weighted = columns.weight().isPresent();
    Growing features = new Growing();
    Growing weights = new Growing();
    double[] labels = new double[16];
    int width = 0;
    int count = 0;
    boolean leftOut = false;
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < row.length(); i++) {
        if (row.isNullAt(i)) {
          return faulty(
              "column '%s' must have no null: na().drop() leaves such rows out"
                  .formatted(columns.name(i)));
        }
      }
      double[] own = row.<Vector>getAs(0).toArray();
      double label = row.getDouble(1);
      double weight = weighted ? row.getDouble(2) : 1;
      String fault = fault(own, label, weight, count == 0 ? own.length : width, columns);
      if (!fault.isEmpty()) {
        return faulty(fault);
      }
      if (weight == 0) {
        leftOut = true;
        continue;
      }
      width = own.length;
      if (!features.add(own)) {
        return faulty(
            "the rows of a partition take too much memory, %,d numbers each: fewer features, or more memory for executors"
                .formatted(width));
      }
      if (weighted) {
        weights.add(weight);
      }
      if (count == labels.length) {
        labels = Arrays.copyOf(labels, 2 * count);
      }
      labels[count++] = label;
    }
    if (count == 0) {
      return faulty(leftOut ? BlockSummary.NO_WEIGHT : "");
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

  private static String fault(
      double[] features, double label, double weight, int width, Columns columns) {
    String named = "column '%s' must have ".formatted(columns.features());
    if (features.length == 0) {
      return named + "1 number or more in each row";
    }
    if (features.length != width) {
      return named
          + "equally many numbers in each row, has %d and %d".formatted(width, features.length);
    }
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite((float) features[i])) {
        return named
            + "numbers that are finite in single precision, but number %d of a row is %s"
                .formatted(i, features[i]);
      }
    }
    if (!Float.isFinite((float) label)) {
      return "column '%s' must have finite numbers, but one is %s"
          .formatted(columns.label(), label);
    }
    return weight >= 0 && Float.isFinite((float) weight)
        ? ""
        : "column '%s' must have numbers of 0 or more, but one is %s"
            .formatted(columns.name(2), weight);
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

    /// Whether there is room for them.
    private boolean reserve(int more) {
      long memory = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY / Float.BYTES;
      long most = Math.min(Integer.MAX_VALUE - 8, memory);
      if (size + (long) more > most) {
        return false;
      }
      if (size + more > numbers.length) {
        numbers = Arrays.copyOf(numbers, (int) Math.clamp(2L * numbers.length, size + more, most));
      }
      return true;
    }

    private boolean add(double... more) {
      if (!reserve(more.length)) {
        return false;
      }
      for (double each : more) {
        numbers[size++] = (float) each;
      }
      return true;
    }

    private void add(float[] more) {
      if (!reserve(more.length)) {
        throw new IllegalArgumentException(
            "rows take too much memory: more replicas would have fewer each");
      }
      System.arraycopy(more, 0, numbers, size, more.length);
      size += more.length;
    }

    private float[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
