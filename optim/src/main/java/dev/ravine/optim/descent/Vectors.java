package dev.ravine.optim.descent;

import dev.ravine.kernels.Kernels;

/// What minimizers do with vectors of doubles.
final class Vectors {

  private static final Kernels<double[]> KERNELS = Kernels.doubles();

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    return KERNELS.dot(a, 0, b, 0, a.length);
  }

  static double dot(double[] a, double[] b, int from, int n) {
    return KERNELS.dot(a, from, b, from, n);
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /// Whether no element is larger, by its size, than a bound.
  static boolean isWithin(double[] a, double bound) {
    for (double x : a) {
      if (!(Math.abs(x) <= bound)) {
        return false;
      }
    }
    return true;
  }

  /// y ← y + a · x
  static void addScaled(double[] y, double a, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }

  /// x ← a · x
  static void scale(double[] x, double a) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= a;
    }
  }
}
