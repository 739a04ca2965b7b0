package dev.ravine.spark;

import java.io.Serializable;
import java.util.List;

/// What must be known of all rows before learning begins, measured on a partition's.
///
/// @param width numbers of a row, 0 if there are no rows
/// @param rows how many
/// @param weight the sum of theirs
/// @param bytes what their numbers take
/// @param mean of each feature, and last of the label
/// @param squares the weighted sum of squares of each feature's distance from its mean, and last of
///   the label's
/// @param greatestLabel of all
/// @param unsuitedLabel a label that is no class's number, or NaN if all are
/// @param fault what is wrong with a row, for people; empty if nothing is
@SuppressWarnings("ArrayRecordComponent")
record BlockSummary(
    int width,
    long rows,
    double weight,
    long bytes,
    double[] mean,
    double[] squares,
    double greatestLabel,
    double unsuitedLabel,
    String fault)
    implements Serializable {

  /// Deviations of means that are sums of rounded numbers are no smaller.
  private static final double SAME = 1e-9;

  /// What is said if rows have nothing but weight 0.
  static final String NO_WEIGHT = "rows must not all have weight 0";

  /// Measures a block.
  static BlockSummary of(ExampleBlock block) {
    int width = block.width();
    double total = block.total();
    double[] mean = new double[width + 1];
    double[] squares = new double[width + 1];
    double greatest = 0;
    double unsuited = Double.NaN;
    for (int row = 0; row < block.rows(); row++) {
      for (int i = 0; i <= width; i++) {
        mean[i] += block.weight(row) * at(block, row, i);
      }
      double label = block.labels()[row];
      greatest = Math.max(greatest, label);
      if (label < 0 || label != Math.rint(label)) {
        unsuited = label;
      }
    }
    for (int i = 0; i <= width; i++) {
      mean[i] /= total;
    }
    for (int row = 0; row < block.rows(); row++) {
      for (int i = 0; i <= width; i++) {
        double distance = at(block, row, i) - mean[i];
        squares[i] += block.weight(row) * distance * distance;
      }
    }
    return new BlockSummary(
        width,
        block.rows(),
        total,
        block.bytes(),
        mean,
        squares,
        greatest,
        unsuited,
        block.fault());
  }

  private static double at(ExampleBlock block, int row, int i) {
    return i < block.width()
        ? block.features()[row * block.width() + i]
        : (float) block.labels()[row];
  }

  /// Of all partitions together.
  ///
  /// Chan, Golub, LeVeque: Updating Formulae and a Pairwise Algorithm for Computing Sample
  /// Variances (1979), equation 2.1.
  ///
  /// @throws IllegalArgumentException if something is wrong with a row, or there is none
  static BlockSummary join(List<BlockSummary> parts) {
    BlockSummary all = null;
    for (BlockSummary part : parts) {
      if (!part.fault.isEmpty() && !part.fault.equals(NO_WEIGHT)) {
        throw new IllegalArgumentException(part.fault);
      }
      if (part.rows > 0) {
        all = all == null ? part : all.and(part);
      }
    }
    if (all == null) {
      throw new IllegalArgumentException(
          parts.stream().anyMatch(part -> part.fault.equals(NO_WEIGHT))
              ? NO_WEIGHT
              : "the DataFrame must have rows to learn from, has none");
    }
    return all;
  }

  private BlockSummary and(BlockSummary other) {
    if (width != other.width) {
      throw new IllegalArgumentException(
          "rows must have equally many features, have %d and %d".formatted(width, other.width));
    }
    double total = weight + other.weight;
    double[] means = new double[mean.length];
    double[] sums = new double[mean.length];
    for (int i = 0; i < means.length; i++) {
      double apart = other.mean[i] - mean[i];
      means[i] = mean[i] + apart * other.weight / total;
      sums[i] = squares[i] + other.squares[i] + apart * apart * weight * other.weight / total;
    }
    return new BlockSummary(
        width,
        rows + other.rows,
        total,
        bytes + other.bytes,
        means,
        sums,
        Math.max(greatestLabel, other.greatestLabel),
        Double.isNaN(unsuitedLabel) ? other.unsuitedLabel : unsuitedLabel,
        "");
  }

  /// What a feature, or last the label, is multiplied by to get standard deviation 1. Numbers that
  /// are all the same stay what they are.
  float factor(int i) {
    double deviation = Math.sqrt(squares[i] / weight);
    float factor = (float) (1 / deviation);
    return deviation > SAME * Math.abs(mean[i]) && Float.isFinite(factor) ? factor : 1;
  }
}
