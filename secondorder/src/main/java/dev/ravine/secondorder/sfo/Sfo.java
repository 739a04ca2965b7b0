package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;

/// SFO, the Sum of Functions Optimizer: a quadratic model of each mini-batch, and a Newton step on
/// the sum of all models after each evaluation of one of them.
///
/// ```
/// F(θ) ≈ Σ fᵢ + gᵢᵀ (θ − θᵢ) + ½ (θ − θᵢ)ᵀ Bᵢ (θ − θᵢ)
/// θ ← θ − (Σ Bᵢ)⁻¹ Σ (gᵢ + Bᵢ (θ − θᵢ))
/// ```
///
/// It needs a [FiniteSum] of 2 or more parts, best 25 to 100, each of them deterministic. It has no
/// learning rate. It keeps 3 N + 3 numbers in single precision for each parameter, for N parts.
///
/// **Deviations:** from the published code, of which the formulas are: positions are coordinates
/// relative to the last one, so that no direction is spent on the origin; directions that were to
/// be random hold the history of changes; the basis is in single precision. What was not in the
/// paper but in its code is here: activation of parts by the noise of the gradient, and what is
/// done after a failed step.
///
/// **When to use it:** where a gradient is dear, all data fits N mini-batches, and the time of a
/// step beside it, about that of 3 N gradients' length in additions, does not matter.
///
/// Sohl-Dickstein, Poole, Ganguli: Fast large-scale optimization by unifying stochastic gradient
/// and quasi-Newton methods (arXiv 1311.2115), sections 3 and 4, appendices B to D.
///
/// @param history how many changes are kept of each part
/// @param curvature that the first two parts are taken to have: rather too large
/// @param noise a part is added when the mean gradient's standard error is so much of its size
/// @param longest how much longer than the mean step a step may be
/// @param condition how much smaller than the largest curvature of a part one may be
/// @param selection which part is evaluated next
/// @param update how a part's curvature follows from its changes
/// @param seed of the order in which parts are added, and of the selection
@Named(
    value = "sfo",
    summary = "quadratic models of all mini-batches, a Newton step on their sum",
    source = "Sohl-Dickstein et al. 2014, arXiv 1311.2115")
public record Sfo(
    @In("[1, ∞)") int history,
    @In("(0, ∞)") double curvature,
    @In("(0, ∞)") double noise,
    @In("[1, ∞)") double longest,
    @In("(1, ∞)") double condition,
    Selection selection,
    Update update,
    @In("[0, ∞)") int seed)
    implements Minimizer {

  private static final int FEWEST = 2;

  /// Which part is evaluated next, of those that were evaluated twice.
  public enum Selection {
    /// The one that was evaluated furthest away, by the curvature of all, or by its own; a coin
    /// says which.
    FARTHEST,
    /// Any.
    RANDOM,
    /// One after the other.
    CYCLIC
  }

  /// How a part's curvature follows from its changes of position s and gradient y.
  public enum Update {
    /// B ← B + y yᵀ / yᵀs − B s sᵀB / sᵀB s.
    BFGS,
    /// B ← B + (y − B s)(y − B s)ᵀ / sᵀ(y − B s).
    RANK_ONE;

    void learn(double[][] b, double[] s, double[] y) {
      int n = s.length;
      double[] product = new double[n];
      double stepCurvature = 0;
      double change = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          product[i] += b[i][j] * s[j];
        }
        stepCurvature += s[i] * product[i];
        change += s[i] * y[i];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          b[i][j] +=
              this == BFGS
                  ? y[i] * y[j] / change - product[i] * product[j] / stepCurvature
                  : (y[i] - product[i]) * (y[j] - product[j]) / (change - stepCurvature);
        }
      }
    }
  }

  public Sfo {
    Range.check(Sfo.class, history, curvature, noise, longest, condition, selection, update, seed);
  }

  /// As published: ten changes, curvature 1e5, the farthest part, BFGS; seed 0.
  public static Sfo of() {
    return new Sfo(10, 1e5, 1, 10, 1e8, Selection.FARTHEST, Update.BFGS, 0);
  }

  /// Another seed.
  public Sfo seed(int seed) {
    return new Sfo(history, curvature, noise, longest, condition, selection, update, seed);
  }

  @Override
  public SfoMinimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return SfoMinimization.begin(this, sum(objective), start, rules, team);
  }

  @Override
  public SfoMinimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return SfoMinimization.resume(this, sum(objective), state, rules, team);
  }

  @Override
  public SfoMinimization begin(Objective objective, double[] start, StoppingRules rules) {
    return begin(objective, start, rules, new ThreadTeam(1));
  }

  @Override
  public SfoMinimization resume(Objective objective, MinimizationState state, StoppingRules rules) {
    return resume(objective, state, rules, new ThreadTeam(1));
  }

  @Override
  public void checkParts(int parts) {
    if (parts < FEWEST) {
      throw new IllegalArgumentException(
          "sfo needs a sum of 2 or more functions, such as mini-batches, but there is " + parts);
    }
  }

  private FiniteSum sum(Objective objective) {
    if (!(objective instanceof FiniteSum sum)) {
      throw new IllegalArgumentException(
          "sfo needs a sum of functions, but the objective is one function");
    }
    checkParts(sum.parts());
    return sum;
  }
}
