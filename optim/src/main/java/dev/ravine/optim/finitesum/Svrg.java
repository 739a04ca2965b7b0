package dev.ravine.optim.finitesum;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
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
import java.util.Arrays;

/// SVRG, stochastic variance reduced gradient: steps along the gradient of one part, corrected by
/// what it was at a snapshot, where the gradient of all parts is known.
///
/// ```
/// μ = 1/N Σ ∇fᵢ(w̃)        x ← x − learningRate · (∇fᵢ(x) − ∇fᵢ(w̃) + μ)
/// ```
///
/// A snapshot is taken after inner · N steps; it costs a pass, and each step two evaluations.
///
/// **Deviations:** none: the snapshot is the last place (option I).
///
/// **When to use it:** for smooth convex sums whose gradients are too many to keep.
///
/// Johnson, Zhang: Accelerating Stochastic Gradient Descent using Predictive Variance Reduction
/// (NIPS 2013), section 2.
///
/// @param learningRate η
/// @param inner steps between snapshots, in passes: 2 for convex sums, 5 for others
/// @param seed of the order in which parts are evaluated
@Named(
    value = "svrg",
    summary = "gradients of parts, corrected by a snapshot of all",
    source = "Johnson, Zhang 2013")
public record Svrg(
    @In("(0, ∞)") double learningRate, @In("[1, ∞)") int inner, @In("[0, ∞)") int seed)
    implements Minimizer {

  public Svrg {
    Range.check(Svrg.class, learningRate, inner, seed);
  }

  /// Learning rate 0.1, 2 passes between snapshots, seed 0.
  public static Svrg of() {
    return new Svrg(0.1, 2, 0);
  }

  @Override
  public Minimization begin(
      Objective objective, double[] start, StoppingRules rules, ThreadTeam team) {
    return new Run(SumProgress.sum("svrg", objective, start), start, rules);
  }

  @Override
  public Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team) {
    double[] start = new double[objective.dimension()];
    Run run = new Run(SumProgress.sum("svrg", objective, start), start, rules);
    StateExchange.restore(state, run::exchange);
    run.check();
    return run;
  }

  private final class Run implements Minimization {

    private final SumProgress progress;
    private final RandomStream random = new Seed(seed).stream("svrg");
    private final int parts;
    private final double[] x;
    private final double[] snapshot;
    private final double[] mean;
    private final double[] gradient;
    private final double[] ofSnapshot;
    private long left;

    Run(FiniteSum objective, double[] start, StoppingRules rules) {
      progress = new SumProgress(objective, rules);
      parts = objective.parts();
      x = start.clone();
      snapshot = new double[x.length];
      mean = new double[x.length];
      gradient = new double[x.length];
      ofSnapshot = new double[x.length];
    }

    @Override
    public boolean step() {
      if (progress.hasEnded()) {
        return false;
      }
      if (left == 0) {
        takeSnapshot();
        if (progress.hasEnded()) {
          return false;
        }
      }
      left--;
      int part = random.nextInt(parts);
      progress.look(part, snapshot, ofSnapshot);
      progress.evaluate(part, x, gradient);
      for (int i = 0; i < x.length; i++) {
        x[i] -= learningRate * (gradient[i] - ofSnapshot[i] + mean[i]);
      }
      progress.iterated();
      check();
      return true;
    }

    private void takeSnapshot() {
      System.arraycopy(x, 0, snapshot, 0, x.length);
      Arrays.fill(mean, 0);
      for (int part = 0; part < parts; part++) {
        progress.evaluate(part, x, gradient);
        for (int i = 0; i < x.length; i++) {
          mean[i] += gradient[i] / parts;
        }
      }
      left = (long) inner * parts;
      check();
    }

    /// The gradient of all parts is known only at a snapshot.
    private void check() {
      progress.check(left == (long) inner * parts ? norm() : Double.POSITIVE_INFINITY);
    }

    private double norm() {
      return Minimum.norm(mean) * parts;
    }

    @Override
    public Minimum minimum() {
      return progress.minimum(x, norm());
    }

    @Override
    public MinimizationState state() {
      return StateExchange.saved(this::exchange);
    }

    private void exchange(StateExchange state) {
      progress.exchange(state);
      state.array("x", x);
      state.array("snapshot", snapshot);
      state.array("mean", mean);
      left = state.count("left", left);
      random.position(state.count("random", random.position()));
    }
  }
}
