package dev.ravine.secondorder.trustregion;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;

/// Newton's method in a trust region: conjugate gradients minimize the quadratic model, up to the
/// region's boundary or along a direction in which the curvature is negative.
///
/// ```
/// d ≈ argmin gᵀd + ½ dᵀH d,  ‖d‖ ≤ radius        x ← x + d if the value fell by a share of that
/// ```
///
/// Products with H are those of a [dev.ravine.optim.minimize.TwiceDifferentiable]; of others,
/// differences of two gradients, each of which counts as an evaluation.
///
/// **Deviations:** none. Conjugate gradients end at a residual of min(½, √‖g‖) · ‖g‖.
///
/// **When to use it:** for functions with valleys and saddles, of which a gradient is cheap; it
/// leaves saddles along their negative curvature, where quasi-Newton methods must be lucky.
///
/// Steihaug: The Conjugate Gradient Method and Trust Regions in Large Scale Optimization (SIAM
/// Journal on Numerical Analysis 20, 1983); Nocedal, Wright: Numerical Optimization (2006),
/// algorithms 4.1 and 7.2.
///
/// @param radius of the region to begin with
/// @param largest radius
/// @param accept the share of the promised decrease from which a step is made
@Named(
    value = "newtonCg",
    summary = "Newton steps by conjugate gradients, in a trust region",
    source = "Steihaug 1983")
public record NewtonCg(
    @In("(0, ∞)") double radius, @In("(0, ∞)") double largest, @In("[0, 0.25)") double accept)
    implements Minimizer {

  public NewtonCg {
    Range.check(NewtonCg.class, radius, largest, accept);
  }

  /// Radius 1, at most 1,000; steps of a tenth of the promised decrease are made.
  public static NewtonCg of() {
    return new NewtonCg(1, 1000, 0.1);
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new NewtonCgMinimization(this, objective, start, rules);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return new NewtonCgMinimization(this, objective, state, rules);
  }
}
