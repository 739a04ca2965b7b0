package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.linesearch.Backtracking;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;

/// Gradient descent with a line search: steps against the gradient, as long as the last one
/// promises.
///
/// ```
/// d = −g
/// ```
///
/// Cauchy: Méthode générale pour la résolution des systèmes d'équations simultanées (1847);
/// Nocedal, Wright: Numerical Optimization (2006), section 3.3, and equation 3.60 for the first
/// look.
///
/// @param search along each direction
@Named(value = "gradientDescent", summary = "steps against the gradient", source = "Cauchy 1847")
public record GradientDescent(LineSearch search) implements Minimizer {

  /// With backtracking.
  public static GradientDescent of() {
    return new GradientDescent(Backtracking.of());
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.begin(objective, start, rules, new Steepest(), search);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    return LineSearchMinimization.resume(objective, state, rules, new Steepest(), search);
  }

  private static final class Steepest implements Direction {

    @Override
    public double direction(double[] x, double[] gradient, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = -gradient[i];
      }
      return Vectors.dot(gradient, out);
    }

    @Override
    public void update(Move move) {}

    @Override
    public boolean reset() {
      return false;
    }

    @Override
    public void exchange(StateExchange state) {}

    @Override
    public double first(double decrease, double slope, double[] direction) {
      return decrease > 0 ? 2.02 * decrease / -slope : Math.min(1, 1 / Vectors.norm(direction));
    }
  }
}
