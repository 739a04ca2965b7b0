package dev.ravine.optim.vectors;

import dev.ravine.kernels.Kernels;

/// What minimizers do with vectors of doubles.
public final class Vectors {

  /// Numbers of each vector that stay in a cache while many vectors stream by: few enough for the
  /// second, many enough for the hardware to see streams. Inner products are summed over blocks of
  /// so many in their order, so that they have the same bits whoever computes which block.
  public static final int BLOCK = 16384;

  private static final Kernels<double[]> KERNELS = Kernels.doubles();

  private Vectors() {}

  /// How many blocks a vector has; the last may be shorter.
  ///
  /// @param n its length
  public static int blocks(int n) {
    return (n + BLOCK - 1) / BLOCK;
  }

  /// aᵀb, block by block.
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int from = 0; from < a.length; from += BLOCK) {
      sum += dot(a, b, from, Math.min(BLOCK, a.length - from));
    }
    return sum;
  }

  /// aᵀb of a part.
  ///
  /// @param from the first index
  /// @param n how many
  public static double dot(double[] a, double[] b, int from, int n) {
    return KERNELS.dot(a, from, b, from, n);
  }

  /// The Euclidean norm ‖a‖.
  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /// Whether no element is larger, by its size, than a bound.
  public static boolean isWithin(double[] a, double bound) {
    for (double x : a) {
      if (!(Math.abs(x) <= bound)) {
        return false;
      }
    }
    return true;
  }

  /// y ← y + a · x
  public static void addScaled(double[] y, double a, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }

  /// x ← a · x
  public static void scale(double[] x, double a) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= a;
    }
  }
}
