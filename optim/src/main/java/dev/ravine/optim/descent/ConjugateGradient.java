package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.linesearch.StrongWolfe;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;

/// Nonlinear conjugate gradients: each direction keeps a part of the one before. It keeps one
/// vector.
///
/// ```
/// d ← −g + β d
/// ```
///
/// Every n steps, and where a direction does not descend, it begins anew with −g.
///
/// Fletcher, Reeves 1964; Polak, Ribière 1969; Hager, Zhang: A New Conjugate Gradient Method with
/// Guaranteed Descent and an Efficient Line Search (SIAM Journal on Optimization 16, 2005),
/// equation 1.6.
///
/// @param formula of β
/// @param search along each direction, tight
@Named(
    value = "conjugateGradient",
    summary = "each direction keeps a part of the one before",
    source = "Hager, Zhang 2005")
public record ConjugateGradient(Formula formula, LineSearch search) implements Minimizer {

  /// What β is, with y the gradient's change.
  public enum Formula {
    /// ‖g‖² / ‖g₋‖².
    FLETCHER_REEVES,
    /// max(0, gᵀy / ‖g₋‖²).
    POLAK_RIBIERE_PLUS,
    /// (y − 2 d ‖y‖² / dᵀy)ᵀ g / dᵀy, not below −1 / (‖d‖ min(0.01, ‖g₋‖)).
    HAGER_ZHANG
  }

  /// Hager's and Zhang's β, and a line search with strong Wolfe conditions.
  public static ConjugateGradient of() {
    return of(Formula.HAGER_ZHANG);
  }

  /// Another β.
  public static ConjugateGradient of(Formula formula) {
    return new ConjugateGradient(formula, StrongWolfe.tight());
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.begin(
        objective, start, rules, new Conjugate(formula, objective.dimension()), search);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.resume(
        objective, state, rules, new Conjugate(formula, objective.dimension()), search);
  }

  private static final class Conjugate implements Direction {

    private final Formula formula;
    private final double[] last;
    private final double[] step;
    private final double[] change;
    private double beta;
    private int steps;
    private double lastSlope;

    Conjugate(Formula formula, int n) {
      this.formula = formula;
      last = new double[n];
      step = new double[n];
      change = new double[n];
    }

    @Override
    public double direction(double[] x, double[] gradient, double[] out) {
      for (int i = 0; i < out.length; i++) {
        last[i] = -gradient[i] + (steps == 0 ? 0 : beta * last[i]);
        out[i] = last[i];
      }
      return Vectors.dot(gradient, out);
    }

    @Override
    public void update(Move move) {
      double[] gradient = move.gradient();
      move.write(step, change);
      steps = (steps + 1) % (6 * last.length);
      double now = Vectors.dot(gradient, gradient);
      double before = now - 2 * Vectors.dot(gradient, change) + Vectors.dot(change, change);
      beta =
          switch (formula) {
            case FLETCHER_REEVES -> now / before;
            case POLAK_RIBIERE_PLUS -> Math.max(0, Vectors.dot(gradient, change) / before);
            case HAGER_ZHANG -> hagerZhang(change, gradient, before);
          };
      if (!Double.isFinite(beta)) {
        steps = 0;
      }
    }

    private double hagerZhang(double[] change, double[] gradient, double before) {
      double curvature = Vectors.dot(last, change);
      double square = Vectors.dot(change, change);
      double beta =
          (Vectors.dot(change, gradient) - 2 * square / curvature * Vectors.dot(last, gradient))
              / curvature;
      double norm = Math.sqrt(Vectors.dot(last, last));
      double least = -1 / (norm * Math.min(0.01, Math.sqrt(before)));
      return Math.max(beta, least);
    }

    @Override
    public boolean reset() {
      boolean wasOther = steps != 0 && beta != 0;
      steps = 0;
      return wasOther;
    }

    @Override
    public void exchange(StateExchange state) {
      state.array("last", last);
      beta = state.number("beta", beta);
      steps = (int) state.count("steps", steps);
      lastSlope = state.number("lastSlope", lastSlope);
    }

    @Override
    public double first(double decrease, double slope, double[] direction) {
      double look =
          decrease > 0 && lastSlope < 0
              ? Math.min(1e3, 2.02 * decrease / -slope)
              : Math.min(1, 1 / Vectors.norm(direction));
      lastSlope = slope;
      return look;
    }
  }
}
