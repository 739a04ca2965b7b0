package dev.ravine.kernels.vector;

/// Several dot products at once.
final class VectorFloatDots {

  private VectorFloatDots() {}

  /// Four dot products at once are not worth it here: a load is a conversion too.
  ///
  /// @return false
  static boolean dots(
      float[] x0, float[] x1, float[] y0, float[] y1, int from, int n, double[] out, int outFrom) {
    return false;
  }
}
