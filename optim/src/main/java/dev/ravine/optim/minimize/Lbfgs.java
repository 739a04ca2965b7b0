package dev.ravine.optim.minimize;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;

/// L-BFGS: the last few steps and changes of the gradient stand in for the inverse Hessian.
///
/// ```
/// d = −H g        H from γ I by the last pairs (s, y), γ = sᵀy / yᵀy
/// ```
///
/// **Deviations:** a pair whose curvature is not positive enough (sᵀy ≤ 2.2e-16 · yᵀy) is left out,
/// as in SciPy. The first look is 1 / ‖g‖ long in the first step, and 1 after it.
///
/// Nocedal: Updating Quasi-Newton Matrices with Limited Storage (Mathematics of Computation 35,
/// 1980); Liu, Nocedal: On the Limited Memory BFGS Method (Mathematical Programming 45, 1989).
///
/// @param memory how many pairs are kept
/// @param search along each direction
@Named(
    value = "lbfgs",
    summary = "quasi-Newton steps from the last few changes of the gradient",
    source = "Liu, Nocedal 1989")
public record Lbfgs(@In("[1, ∞)") int memory, LineSearch search) implements Minimizer {

  public Lbfgs {
    Range.check(Lbfgs.class, memory, search);
  }

  /// Ten pairs, and a line search with strong Wolfe conditions.
  public static Lbfgs of() {
    return new Lbfgs(10, StrongWolfe.loose());
  }

  @Override
  public Minimization begin(Objective objective, double[] start, StoppingRules rules) {
    return new LineSearchMinimization(
        objective, start, rules, new History(memory, objective.dimension()), search);
  }

  /// The pairs, the newest last.
  private static final class History implements Direction {

    private static final double LEAST_CURVATURE = 2.2e-16;

    private final double[][] steps;
    private final double[][] changes;
    private final double[] products;
    private final double[] weights;
    private int count;
    private int newest = -1;

    History(int memory, int n) {
      steps = new double[memory][n];
      changes = new double[memory][n];
      products = new double[memory];
      weights = new double[memory];
    }

    private int pair(int age) {
      return Math.floorMod(newest - age, steps.length);
    }

    /// Two loops over the pairs (Nocedal 1980, page 779).
    @Override
    public void direction(double[] gradient, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = -gradient[i];
      }
      for (int age = 0; age < count; age++) {
        int p = pair(age);
        weights[p] = Vectors.dot(steps[p], out) / products[p];
        Vectors.addScaled(out, -weights[p], changes[p]);
      }
      if (count > 0) {
        double[] y = changes[newest];
        Vectors.scale(out, products[newest] / Vectors.dot(y, y));
      }
      for (int age = count - 1; age >= 0; age--) {
        int p = pair(age);
        double back = Vectors.dot(changes[p], out) / products[p];
        Vectors.addScaled(out, weights[p] - back, steps[p]);
      }
    }

    @Override
    public void update(double[] step, double[] change, double[] gradient) {
      double product = Vectors.dot(step, change);
      if (!(product > LEAST_CURVATURE * Vectors.dot(change, change))) {
        return;
      }
      newest = (newest + 1) % steps.length;
      System.arraycopy(step, 0, steps[newest], 0, step.length);
      System.arraycopy(change, 0, changes[newest], 0, change.length);
      products[newest] = product;
      count = Math.min(count + 1, steps.length);
    }

    @Override
    public void reset() {
      count = 0;
    }

    @Override
    public double first(double decrease, double slope, double norm) {
      return count == 0 ? Math.min(1, 1 / norm) : 1;
    }
  }
}
