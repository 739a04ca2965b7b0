package dev.ravine.optim.finitesum;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;

/// SAG, the stochastic average gradient: steps along the mean of the last gradients of all parts,
/// of which one, drawn at random, is new in each step.
///
/// ```
/// yᵢ ← ∇fᵢ(x)        x ← x − 1 / (lipschitz · m) · Σ yⱼ        m parts seen so far
/// ```
///
/// It keeps a gradient of each part, so N numbers for each parameter.
///
/// **Deviations:** if it is searched, the Lipschitz constant is doubled while fᵢ(x − yᵢ /
/// lipschitz) is above fᵢ(x) − ‖yᵢ‖² / (2 lipschitz), and shrinks by 2^(−1/N) in each step, as
/// section 4.6 says, where rounding does not hide the decrease; these evaluations count.
///
/// **When to use it:** for smooth convex sums, such as logistic regression; of networks it is one
/// of what others are compared with.
///
/// Schmidt, Le Roux, Bach: Minimizing Finite Sums with the Stochastic Average Gradient (arXiv
/// 1309.2388), algorithm 1.
///
/// @param lipschitz of the parts' gradients; the step is its inverse
/// @param constant whether it is the given one, or searched on the way from there
/// @param seed of the order in which parts are evaluated
@Named(
    value = "sag",
    summary = "steps along the mean of the last gradients of all parts",
    source = "Schmidt, Le Roux, Bach 2013, arXiv 1309.2388")
public record Sag(@In("(0, ∞)") double lipschitz, Constant constant, @In("[0, ∞)") int seed)
    implements Minimizer {

  /// How much larger than rounding errors a decrease must be to say something.
  private static final double TELLING = 4;

  /// What the Lipschitz constant is.
  public enum Constant {
    /// The given one.
    GIVEN,
    /// Searched on the way.
    SEARCHED
  }

  public Sag {
    Range.check(Sag.class, lipschitz, constant, seed);
  }

  /// With a search for the Lipschitz constant, from 1; seed 0.
  public static Sag of() {
    return new Sag(1, Constant.SEARCHED, 0);
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new Run(SumProgress.sum("sag", objective, start), start, rules);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    double[] start = new double[objective.dimension()];
    Run run = new Run(SumProgress.sum("sag", objective, start), start, rules);
    StateExchange.restore(state, run::exchange);
    run.check();
    return run;
  }

  private final class Run implements Minimization {

    private final SumProgress progress;
    private final RandomStream random = new Seed(seed).stream("sag");
    private final double[] x;
    private final double[][] gradients;
    private final double[] seen;
    private final double[] sum;
    private final double[] gradient;
    private final double[] there;
    private double current = lipschitz;
    private int known;

    Run(FiniteSum objective, double[] start, StoppingRules rules) {
      progress = new SumProgress(objective, rules);
      x = start.clone();
      gradients = new double[objective.parts()][x.length];
      seen = new double[objective.parts()];
      sum = new double[x.length];
      gradient = new double[x.length];
      there = new double[x.length];
    }

    @Override
    public boolean step() {
      if (progress.hasEnded()) {
        return false;
      }
      int part = random.nextInt(gradients.length);
      double value = progress.evaluate(part, x, gradient);
      if (seen[part] == 0) {
        seen[part] = 1;
        known++;
      }
      double[] old = gradients[part];
      double square = 0;
      for (int i = 0; i < x.length; i++) {
        sum[i] += gradient[i] - old[i];
        old[i] = gradient[i];
        square += gradient[i] * gradient[i];
      }
      if (constant == Constant.SEARCHED) {
        search(part, value, square);
      }
      double rate = 1 / (current * known);
      for (int i = 0; i < x.length; i++) {
        x[i] -= rate * sum[i];
      }
      progress.iterated();
      check();
      return true;
    }

    private void check() {
      progress.check(known == gradients.length ? Minimum.norm(sum) : Double.POSITIVE_INFINITY);
    }

    private void search(int part, double value, double square) {
      double[] slope = gradients[part];
      double noise = TELLING * progress.resolution() * Math.max(Math.abs(value), Double.MIN_NORMAL);
      while (!progress.hasEnded() && square / (2 * current) > noise) {
        for (int i = 0; i < x.length; i++) {
          there[i] = x[i] - slope[i] / current;
        }
        if (progress.look(part, there, gradient) <= value - square / (2 * current)) {
          break;
        }
        current *= 2;
      }
      current *= Powers.of(2, -1.0 / gradients.length);
    }

    @Override
    public Minimum minimum() {
      return progress.minimum(x, Minimum.norm(sum));
    }

    @Override
    public MinimizationState state() {
      return StateExchange.saved(this::exchange);
    }

    private void exchange(StateExchange state) {
      progress.exchange(state);
      state.array("x", x);
      state.array("sum", sum);
      state.array("seen", seen);
      for (int part = 0; part < gradients.length; part++) {
        state.array("gradient" + part, gradients[part]);
      }
      current = state.number("constant", current);
      known = (int) state.count("known", known);
      random.position(state.count("random", random.position()));
    }
  }
}
