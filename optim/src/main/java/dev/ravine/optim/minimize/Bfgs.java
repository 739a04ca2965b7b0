package dev.ravine.optim.minimize;

import dev.ravine.optim.hyperparameter.Named;
import java.util.Arrays;

/// BFGS: an approximation of the inverse Hessian, made better with each step. It keeps n² numbers.
///
/// ```
/// d = −H g        H ← (I − s yᵀ / sᵀy) H (I − y sᵀ / sᵀy) + s sᵀ / sᵀy
/// ```
///
/// **Deviations:** before the first update H is scaled by sᵀy / yᵀy (Nocedal, Wright: Numerical
/// Optimization, equation 6.20), which SciPy does not do.
///
/// Broyden, Fletcher, Goldfarb, Shanno 1970; Nocedal, Wright: Numerical Optimization (2006),
/// algorithm 6.1.
///
/// @param search along each direction
@Named(
    value = "bfgs",
    summary = "quasi-Newton steps from all changes of the gradient, n² numbers",
    source = "Broyden, Fletcher, Goldfarb, Shanno 1970")
public record Bfgs(LineSearch search) implements Minimizer {

  /// With a line search with strong Wolfe conditions.
  public static Bfgs of() {
    return new Bfgs(StrongWolfe.loose());
  }

  @Override
  public Minimization begin(Objective objective, double[] start, StoppingRules rules) {
    return new LineSearchMinimization(
        objective, start, rules, new InverseHessian(objective.dimension()), search);
  }

  private static final class InverseHessian implements Direction {

    private final double[][] h;
    private final double[] product;
    private boolean fresh = true;

    InverseHessian(int n) {
      h = new double[n][n];
      product = new double[n];
      reset();
    }

    @Override
    public void direction(double[] gradient, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = -Vectors.dot(h[i], gradient);
      }
    }

    @Override
    public void update(double[] step, double[] change, double[] gradient) {
      double curvature = Vectors.dot(step, change);
      double square = Vectors.dot(change, change);
      if (!(curvature > 2.2e-16 * square)) {
        return;
      }
      if (fresh) {
        for (double[] row : h) {
          Vectors.scale(row, curvature / square);
        }
        fresh = false;
      }
      for (int i = 0; i < product.length; i++) {
        product[i] = Vectors.dot(h[i], change);
      }
      double ofSteps = (1 + Vectors.dot(change, product) / curvature) / curvature;
      for (int i = 0; i < product.length; i++) {
        double a = ofSteps * step[i] - product[i] / curvature;
        double b = -step[i] / curvature;
        double[] row = h[i];
        for (int j = 0; j < row.length; j++) {
          row[j] += a * step[j] + b * product[j];
        }
      }
    }

    @Override
    public void reset() {
      for (int i = 0; i < h.length; i++) {
        Arrays.fill(h[i], 0);
        h[i][i] = 1;
      }
      fresh = true;
    }

    @Override
    public double first(double decrease, double slope, double norm) {
      return fresh ? Math.min(1, 1 / norm) : 1;
    }
  }
}
