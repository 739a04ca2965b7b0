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

/// L-BFGS-B: L-BFGS that keeps to bounds of the coordinates, [Objective#within].
///
/// ```
/// q(x̂) = gᵀ(x̂ − x) + ½ (x̂ − x)ᵀ B (x̂ − x)        B from θ I by the last pairs (s, y)
/// ```
///
/// The first minimum of q along the projected negative gradient says which coordinates stand at
/// their bounds; over the others q is minimized, and the result projected. The search goes from x
/// towards it. The norm of the gradient is that of the projected one: where a bound stops the way
/// down, a component is 0.
///
/// **Deviations:** none from version 3.0 in what is computed; a start out of bounds is refused.
///
/// Byrd, Lu, Nocedal, Zhu: A Limited Memory Algorithm for Bound Constrained Optimization (SIAM
/// Journal on Scientific Computing 16, 1995), sections 4 and 5.1; Morales, Nocedal: Remark on
/// Algorithm 778 (ACM TOMS 38, 2011) for the projection.
///
/// @param memory how many pairs are kept
/// @param search along each direction
@Named(
    value = "lbfgsb",
    summary = "L-BFGS that keeps to bounds of the coordinates",
    source = "Byrd, Lu, Nocedal, Zhu 1995")
public record Lbfgsb(@In("[1, ∞)") int memory, LineSearch search) implements Minimizer {

  public Lbfgsb {
    Range.check(Lbfgsb.class, memory, search);
  }

  /// Ten pairs, and a line search with strong Wolfe conditions.
  public static Lbfgsb of() {
    return new Lbfgsb(10, StrongWolfe.loose());
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.begin(objective, start, rules, pairs(objective), search);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.resume(objective, state, rules, pairs(objective), search);
  }

  private Direction pairs(Objective objective) {
    return new BoundedMemory(memory, objective.bounds(), objective.dimension());
  }
}
