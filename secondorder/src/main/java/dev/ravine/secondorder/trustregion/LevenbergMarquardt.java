package dev.ravine.secondorder.trustregion;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;

/// The Levenberg–Marquardt method for sums of squares: Gauss–Newton steps, damped towards the
/// gradient.
///
/// ```
/// (JᵀJ + λ D²) d = −Jᵀr        Dᵢ the greatest norm that column i of J had
/// λ ← λ · max(1/3, 1 − (2ρ − 1)³) after a step        λ ← λ ν, ν ← 2 ν after one that was refused
/// ```
///
/// ρ is the decrease as a share of what the linear model promises. Each system is solved as a least
/// squares problem by QR, so that J is not squared. An evaluation is one of all residuals with
/// their derivatives.
///
/// **Deviations:** Marquardt's scaling by D is Moré's; the damping is Nielsen's.
///
/// **When to use it:** to fit a model with up to some hundreds of parameters, when the residuals
/// are known one by one and are small at the end, or nearly linear.
///
/// Marquardt: An Algorithm for Least-Squares Estimation of Nonlinear Parameters (SIAM Journal 11,
/// 1963); Moré: The Levenberg–Marquardt Algorithm (Lecture Notes in Mathematics 630, 1978), section
/// 6; Madsen, Nielsen, Tingleff: Methods for Non-Linear Least Squares Problems (2004), algorithm
/// 3.16.
///
/// @param damping λ to begin with
@Named(
    value = "levenbergMarquardt",
    summary = "damped Gauss–Newton steps for sums of squares",
    source = "Marquardt 1963")
public record LevenbergMarquardt(@In("(0, ∞)") double damping) implements Minimizer {

  public LevenbergMarquardt {
    Range.check(LevenbergMarquardt.class, damping);
  }

  /// Damping 1e-3.
  public static LevenbergMarquardt of() {
    return new LevenbergMarquardt(1e-3);
  }

  @Override
  public void checkParts(int parts) {
    throw refusal("a sum over mini-batches");
  }

  private IllegalArgumentException refusal(String of) {
    return new IllegalArgumentException(
        "%s needs a sum of squares whose residuals are known, but the objective is %s"
            .formatted(HyperParameters.name(this), of));
  }

  private LeastSquares squares(Objective objective) {
    objective.bounds().refuse();
    if (objective instanceof LeastSquares squares) {
      return squares;
    }
    throw refusal("one function");
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new LevenbergMarquardtMinimization(this, squares(objective), start, rules);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return new LevenbergMarquardtMinimization(this, squares(objective), state, rules);
  }
}
