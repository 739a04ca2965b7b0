package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;

/// An orthonormal basis of short vectors, gathered one by one; what lies in the span of those
/// before is left out.
final class GramSchmidt {

  private static final Kernels<double[]> KERNELS = Kernels.doubles();
  private static final double DEPENDENT = 1e-10;

  private final List<double[]> directions = new ArrayList<>();
  private final int most;

  GramSchmidt(int most) {
    this.most = most;
  }

  /// Adds the direction in which a vector points out of the span, if there is one.
  ///
  /// @param x not changed
  /// @param n how many of its elements count
  void add(double[] x, int n) {
    double norm = Math.sqrt(KERNELS.sumOfSquares(x, 0, n));
    if (directions.size() == most || !(norm > 0)) {
      return;
    }
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = x[i] / norm;
    }
    subtractSpan(left);
    double outside = Math.sqrt(KERNELS.sumOfSquares(left, 0, n));
    if (outside < DEPENDENT) {
      return;
    }
    scale(left, 1 / outside);
    subtractSpan(left);
    scale(left, 1 / Math.sqrt(KERNELS.sumOfSquares(left, 0, n)));
    directions.add(left);
  }

  private void subtractSpan(double[] x) {
    for (double[] direction : directions) {
      double share = KERNELS.dot(direction, 0, x, 0, x.length);
      for (int i = 0; i < x.length; i++) {
        x[i] -= share * direction[i];
      }
    }
  }

  private static void scale(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  /// The directions, in the order in which they came.
  double[][] directions() {
    return directions.toArray(double[][]::new);
  }
}
