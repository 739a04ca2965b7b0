package dev.ravine.cluster.sandblaster;

import dev.ravine.optim.vectors.Vectors;
import java.util.List;
import java.util.stream.IntStream;

/// How vectors are cut into shards: between the blocks of inner products, so that their sums have
/// the same bits on any number of shards.
///
/// @param dimension of the vectors
/// @param shards how many parts
record Slices(int dimension, int shards) {

  Slices {
    if (shards < 1 || shards > Vectors.blocks(dimension)) {
      throw new IllegalArgumentException(
          "shards must be in 1 … %d, one for each %d of %d parameters, was %d"
              .formatted(Vectors.blocks(dimension), Vectors.BLOCK, dimension, shards));
    }
  }

  /// Where a part begins.
  ///
  /// @param shard 0 … shards − 1, or `shards` for the end
  int from(int shard) {
    long blocks = Vectors.blocks(dimension);
    return (int) Math.min(dimension, blocks * shard / shards * Vectors.BLOCK);
  }

  int size(int shard) {
    return from(shard + 1) - from(shard);
  }

  /// A part of a vector.
  double[] part(int shard, double[] whole) {
    double[] part = new double[size(shard)];
    System.arraycopy(whole, from(shard), part, 0, part.length);
    return part;
  }

  /// Writes all parts, one after the other.
  void join(List<double[]> parts, double[] whole) {
    for (int shard = 0; shard < shards; shard++) {
      System.arraycopy(parts.get(shard), 0, whole, from(shard), size(shard));
    }
  }

  IntStream stream() {
    return IntStream.range(0, shards);
  }
}
