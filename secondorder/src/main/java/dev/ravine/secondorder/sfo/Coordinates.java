package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import java.util.Arrays;

/// A change of coordinates, from old directions to new ones.
final class Coordinates {

  private final double[][] inner;
  private final double[] scratch;
  private final int from;

  /// From the inner products of new directions with old ones.
  ///
  /// @param inner a row for each new direction
  /// @param capacity how long vectors of coordinates are
  Coordinates(double[][] inner, int capacity) {
    this.inner = inner;
    from = inner[0].length;
    scratch = new double[capacity];
  }

  /// Overwrites old coordinates with new ones.
  void apply(double[] x) {
    for (int i = 0; i < inner.length; i++) {
      scratch[i] = Kernels.doubles().dot(inner[i], 0, x, 0, from);
    }
    Arrays.fill(x, 0);
    System.arraycopy(scratch, 0, x, 0, inner.length);
  }
}
