package dev.ravine.optim.descent;

/// The factor R of a small symmetric matrix A = R Rᵀ, lower triangular.
final class Cholesky {

  private final double[][] r;
  private final boolean positive;

  /// @param a is taken over and overwritten; what is above its diagonal is not looked at
  Cholesky(double[][] a) {
    r = a;
    boolean allPositive = true;
    for (int j = 0; j < a.length; j++) {
      for (int i = j; i < a.length; i++) {
        for (int k = 0; k < j; k++) {
          a[i][j] -= a[i][k] * a[j][k];
        }
        if (i == j) {
          allPositive &= a[j][j] > 0;
          a[j][j] = Math.sqrt(a[j][j]);
        } else {
          a[i][j] /= a[j][j];
        }
      }
    }
    positive = allPositive;
  }

  /// Whether the matrix was positive definite; otherwise there is no factor.
  boolean isPositive() {
    return positive;
  }

  /// b ← A⁻¹ b
  void solve(double[] b) {
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= r[i][j] * b[j];
      }
      b[i] /= r[i][i];
    }
    for (int i = r.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < r.length; j++) {
        b[i] -= r[j][i] * b[j];
      }
      b[i] /= r[i][i];
    }
  }
}
