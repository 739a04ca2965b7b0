package dev.ravine.secondorder.hessianfree;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;

/// Hessian-free optimization: Newton steps with the Gauss–Newton matrix, which is known by its
/// products alone; conjugate gradients solve for the step.
///
/// ```
/// d ≈ −(G + λ I)⁻¹ ∇F        x ← x + t d
/// λ ← 3/2 λ if F fell by less than a quarter of what d promised, 2/3 λ if by more than three
/// quarters
/// ```
///
/// In each iteration the gradient is that of all parts, G that of some, taken in turn. Conjugate
/// gradients begin with a share of the last step, are preconditioned by (diag(Σ gᵢ²) + λ)^¾, and
/// end when progress gets slow; of their iterates the one is taken from which further ones do not
/// lower the value on the parts of G.
///
/// **Deviations:** the squares of the preconditioner are those of parts' gradients, not of single
/// examples'. A product counts as two evaluations. Damping falls by 1.5, 1.5², 1.5³ … in steps that
/// follow each other and whose decrease rounding hides, and grows likewise in poor ones.
///
/// **When to use it:** for networks that are deep or recurrent, with large batches, where
/// first-order methods crawl; not where a mini-batch says enough.
///
/// Martens: Deep learning via Hessian-free optimization (ICML 2010); Martens, Sutskever: Training
/// Deep and Recurrent Networks with Hessian-Free Optimization (Neural Networks: Tricks of the
/// Trade, 2012).
///
/// @param damping λ to begin with, for the mean of the parts
/// @param curvature which share of the parts G is of
/// @param decay of the last step, where conjugate gradients begin
/// @param iterations of conjugate gradients at most
/// @param tolerance relative progress of an iteration of conjugate gradients below which they end
@Named(
    value = "hessianFree",
    summary = "Newton steps by products with the Gauss–Newton matrix",
    source = "Martens 2010")
public record HessianFree(
    @In("(0, ∞)") double damping,
    @In("(0, 1]") double curvature,
    @In("[0, 1)") double decay,
    @In("[1, ∞)") int iterations,
    @In("(0, 1)") double tolerance)
    implements Minimizer {

  public HessianFree {
    Range.check(HessianFree.class, damping, curvature, decay, iterations, tolerance);
  }

  /// Damping 1, curvature of a quarter of the parts, decay 0.95, 250 iterations, tolerance 5e-4.
  public static HessianFree of() {
    return new HessianFree(1, 0.25, 0.95, 250, 5e-4);
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new HessianFreeMinimization(this, sum(objective), start, rules);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return new HessianFreeMinimization(this, sum(objective), state, rules);
  }

  private static GaussNewtonSum sum(Objective objective) {
    if (objective instanceof GaussNewtonSum sum) {
      return sum;
    }
    throw new IllegalArgumentException(
        "hessianFree needs products with a Gauss–Newton matrix, which the objective does not know");
  }
}
