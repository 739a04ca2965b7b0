package dev.ravine.optim.descent;

/// A small symmetric system with as many positive as negative eigenvalues, in blocks:
///
/// ```
/// [ −A  Bᵀ ]        A and C + B A⁻¹ Bᵀ positive definite
/// [  B  C  ]
/// ```
///
/// The factors of both do not depend on how its rows are scaled, which is what matters where a
/// curvature is a billion times another.
final class BlockSystem {

  private final Cholesky first;
  private final Cholesky second;
  private final double[][] b;

  /// @param a is taken over and overwritten
  /// @param b is taken over
  /// @param c is taken over and overwritten
  BlockSystem(double[][] a, double[][] b, double[][] c) {
    this.b = b;
    first = new Cholesky(a);
    for (int i = 0; i < b.length; i++) {
      double[] row = b[i].clone();
      first.solve(row);
      for (int j = 0; j < b.length; j++) {
        c[j][i] += dot(b[j], row);
      }
    }
    second = new Cholesky(c);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /// Whether both blocks were positive definite; otherwise there is no solution.
  boolean isSolvable() {
    return first.isPositive() && second.isPositive();
  }

  /// v ← K⁻¹ v
  void solve(double[] v) {
    int n = b.length;
    double[] upper = new double[n];
    double[] lower = new double[n];
    System.arraycopy(v, 0, upper, 0, n);
    first.solve(upper);
    for (int i = 0; i < n; i++) {
      lower[i] = v[n + i] + dot(b[i], upper);
    }
    second.solve(lower);
    for (int j = 0; j < n; j++) {
      upper[j] = -v[j];
      for (int i = 0; i < n; i++) {
        upper[j] += b[i][j] * lower[i];
      }
    }
    first.solve(upper);
    System.arraycopy(upper, 0, v, 0, n);
    System.arraycopy(lower, 0, v, n, n);
  }
}
