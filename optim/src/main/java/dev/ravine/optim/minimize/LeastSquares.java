package dev.ravine.optim.minimize;

import dev.ravine.kernels.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A sum of squares, f(x) = Σ rᵢ(x)², with its residuals and their derivatives.
public interface LeastSquares extends Objective {

  /// How many residuals there are.
  ///
  /// @return 1 or more
  int residuals();

  /// Computes residuals, and their derivatives if they are wanted.
  ///
  /// @param x the point; not to be changed
  /// @param r is overwritten
  /// @param jacobian is overwritten: row i has the derivatives of rᵢ; or null
  void residuals(double[] x, double[] r, double @Nullable [][] jacobian);

  @Override
  default double value(double[] x) {
    double[] r = new double[residuals()];
    residuals(x, r, null);
    return Kernels.doubles().dot(r, 0, r, 0, r.length);
  }

  @Override
  default double gradient(double[] x, double[] gradient) {
    double[] r = new double[residuals()];
    double[][] jacobian = new double[residuals()][dimension()];
    residuals(x, r, jacobian);
    Arrays.fill(gradient, 0);
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += 2 * r[i] * jacobian[i][j];
      }
    }
    return Kernels.doubles().dot(r, 0, r, 0, r.length);
  }
}
