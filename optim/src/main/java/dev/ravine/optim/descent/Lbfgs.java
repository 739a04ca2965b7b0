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
import dev.ravine.optim.minimize.StoppingRules;

/// L-BFGS: the last few steps and changes of the gradient stand in for the inverse Hessian.
///
/// ```
/// d = −H g        H from γ I by the last pairs (s, y), γ = sᵀy / yᵀy
/// ```
///
/// **Deviations:** a pair whose curvature is not positive enough (sᵀy ≤ 2.2e-16 · yᵀy) is left out,
/// as in SciPy. Pairs of an objective in single precision ([Objective#resolution]) are kept so, as
/// in PyTorch. The first look is 1 / ‖g‖ long in the first step, and 1 after it.
///
/// Nocedal: Updating Quasi-Newton Matrices with Limited Storage (Mathematics of Computation 35,
/// 1980); Liu, Nocedal: On the Limited Memory BFGS Method (Mathematical Programming 45, 1989).
///
/// Byrd, Nocedal, Schnabel 1994 for the compact form of H, which reads the pairs twice in a step.
///
/// @param memory how many pairs are kept
/// @param damping where sᵀy is less than this share of sᵀB s, y is moved towards B s (Powell); 0:
///   never
/// @param search along each direction
@Named(
    value = "lbfgs",
    summary = "quasi-Newton steps from the last few changes of the gradient",
    source = "Liu, Nocedal 1989")
public record Lbfgs(@In("[1, ∞)") int memory, @In("[0, 1)") double damping, LineSearch search)
    implements Minimizer {

  public Lbfgs {
    Range.check(Lbfgs.class, memory, damping, search);
  }

  /// Ten pairs, no damping, and a line search with strong Wolfe conditions.
  public static Lbfgs of() {
    return new Lbfgs(10, 0, StrongWolfe.loose());
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.begin(objective, start, rules, pairs(objective, team), search);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.resume(objective, state, rules, pairs(objective, team), search);
  }

  private Direction pairs(Objective objective, ThreadTeam team) {
    return new LimitedMemory(memory, damping, objective, team);
  }
}
