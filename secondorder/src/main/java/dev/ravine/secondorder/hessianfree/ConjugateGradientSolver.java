package dev.ravine.secondorder.hessianfree;

import dev.ravine.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;

/// Minimizes the quadratic φ(d) = gᵀd + ½ dᵀA d by preconditioned conjugate gradients, and keeps
/// some of the iterates.
///
/// Martens: Deep learning via Hessian-free optimization (ICML 2010), sections 4.4 to 4.8.
final class ConjugateGradientSolver {

  private static final Kernels<double[]> KERNELS = Kernels.doubles();
  private static final int LEAST_LOOK_BACK = 10;
  private static final double LOOK_BACK_SHARE = 0.1;
  private static final double SPACING = 1.3;

  private final List<double[]> iterates = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private int iterations;
  private int kept;

  /// @param a the matrix
  /// @param g the gradient
  /// @param preconditioner the diagonal of what A is divided by
  /// @param start where to begin
  /// @param most iterations
  /// @param tolerance ends it when k iterations, a tenth of all, gained less than k · tolerance of
  ///   the value
  ConjugateGradientSolver(
      Damped a, double[] g, double[] preconditioner, double[] start, int most, double tolerance) {
    int n = g.length;
    double[] d = start.clone();
    double[] product = new double[n];
    double[] residual = new double[n];
    double[] preconditioned = new double[n];
    double[] direction = new double[n];
    a.times(d, product);
    for (int i = 0; i < n; i++) {
      residual[i] = product[i] + g[i];
      preconditioned[i] = residual[i] / preconditioner[i];
      direction[i] = -preconditioned[i];
    }
    double size = dot(residual, preconditioned);
    List<Double> history = new ArrayList<>();
    history.add(quadratic(d, residual, g));
    double next = 1;
    for (iterations = 0; iterations < most && size > 0; ) {
      a.times(direction, product);
      double curvature = dot(direction, product);
      if (!(curvature > 0)) {
        break;
      }
      double step = size / curvature;
      for (int i = 0; i < n; i++) {
        d[i] += step * direction[i];
        residual[i] += step * product[i];
        preconditioned[i] = residual[i] / preconditioner[i];
      }
      iterations++;
      double value = quadratic(d, residual, g);
      history.add(value);
      double newSize = dot(residual, preconditioned);
      for (int i = 0; i < n; i++) {
        direction[i] = newSize / size * direction[i] - preconditioned[i];
      }
      size = newSize;
      if (iterations >= Math.ceil(next)) {
        keep(d, value);
        next *= SPACING;
      }
      int back = (int) Math.max(LEAST_LOOK_BACK, LOOK_BACK_SHARE * iterations);
      boolean slow =
          iterations > back
              && value < 0
              && (value - history.get(iterations - back)) / value < back * tolerance;
      if (slow) {
        break;
      }
    }
    if (kept < iterations || iterates.isEmpty()) {
      keep(d, history.getLast());
    }
  }

  private void keep(double[] d, double value) {
    kept = iterations;
    iterates.add(d.clone());
    values.add(value);
  }

  /// φ by the residual r = A d + g.
  private static double quadratic(double[] d, double[] residual, double[] g) {
    return 0.5 * (dot(d, residual) + dot(d, g));
  }

  private static double dot(double[] a, double[] b) {
    return KERNELS.dot(a, 0, b, 0, a.length);
  }

  /// Some iterates, the last one last.
  List<double[]> iterates() {
    return iterates;
  }

  /// φ at each of [#iterates].
  List<Double> values() {
    return values;
  }

  int iterations() {
    return iterations;
  }
}
