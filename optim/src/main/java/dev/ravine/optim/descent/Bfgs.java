package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.linesearch.StrongWolfe;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.vectors.CurvaturePair;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;
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
/// @param damping where sᵀy is less than this share of sᵀB s, y is moved towards B s (Powell); 0:
///   never
/// @param search along each direction
@Named(
    value = "bfgs",
    summary = "quasi-Newton steps from all changes of the gradient, n² numbers",
    source = "Broyden, Fletcher, Goldfarb, Shanno 1970")
public record Bfgs(@In("[0, 1)") double damping, LineSearch search) implements Minimizer {

  public Bfgs {
    Range.check(Bfgs.class, damping, search);
  }

  /// No damping, and a line search with strong Wolfe conditions.
  public static Bfgs of() {
    return new Bfgs(0, StrongWolfe.loose());
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.begin(
        objective, start, rules, new InverseHessian(damping, objective.dimension()), search);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.resume(
        objective, state, rules, new InverseHessian(damping, objective.dimension()), search);
  }

  private static final class InverseHessian implements Direction {

    private final double damping;
    private final double[][] h;
    private final double[] product;
    private final double[] step;
    private final double[] change;
    private boolean fresh = true;

    InverseHessian(double damping, int n) {
      this.damping = damping;
      h = new double[n][n];
      product = new double[n];
      step = new double[n];
      change = new double[n];
      reset();
    }

    @Override
    public double direction(double[] x, double[] gradient, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = -Vectors.dot(h[i], gradient);
      }
      return Vectors.dot(gradient, out);
    }

    @Override
    public void update(Move move) {
      if (!CurvaturePair.learn(move, step, change, damping)) {
        return;
      }
      double curvature = Vectors.dot(step, change);
      double square = Vectors.dot(change, change);
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
    public boolean reset() {
      boolean hasLearnt = !fresh;
      for (int i = 0; i < h.length; i++) {
        Arrays.fill(h[i], 0);
        h[i][i] = 1;
      }
      fresh = true;
      return hasLearnt;
    }

    @Override
    public void exchange(StateExchange state) {
      fresh = state.number("fresh", fresh ? 1 : 0) != 0;
      for (int i = 0; i < h.length; i++) {
        state.array("h" + i, h[i]);
      }
    }

    @Override
    public double first(double decrease, double slope, double[] direction) {
      return fresh ? Math.min(1, 1 / Vectors.norm(direction)) : 1;
    }
  }
}
