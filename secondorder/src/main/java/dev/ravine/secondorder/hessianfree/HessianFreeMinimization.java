package dev.ravine.secondorder.hessianfree;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import java.util.Arrays;

/// [HessianFree] at work. All is of the mean over the parts, so that damping does not depend on how
/// many there are.
final class HessianFreeMinimization implements Minimization {

  private static final double GROW = 1.5;
  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;
  private static final double PRECONDITIONER_POWER = 0.75;
  private static final double LINE_SHRINK = 0.5;
  private static final double LINE_DECREASE = 1e-2;
  private static final int LINE_LOOKS = 20;

  /// How much larger than rounding errors a decrease must be to be seen.
  private static final double TELLING = 4;

  /// After so many steps whose decrease rounding hides, it ends.
  private static final int MOST_HIDDEN = 20;

  private final HessianFree method;
  private final GaussNewtonSum objective;
  private final StoppingRules rules;
  private final int parts;
  private final double[] x;
  private final double[] gradient;
  private final double[] squares;
  private final double[] last;
  private final double[] there;
  private final double[] scratch;
  private double value;
  private double lambda;
  private long firstPart;
  private long poor;
  private long hidden;
  private final Tally tally;

  private HessianFreeMinimization(
      HessianFree method, GaussNewtonSum objective, StoppingRules rules) {
    this.method = method;
    this.objective = objective;
    this.rules = rules;
    parts = objective.parts();
    tally = new Tally(rules, parts);
    lambda = method.damping();
    int n = objective.dimension();
    x = new double[n];
    gradient = new double[n];
    squares = new double[n];
    last = new double[n];
    there = new double[n];
    scratch = new double[n];
  }

  HessianFreeMinimization(
      HessianFree method, GaussNewtonSum objective, double[] start, StoppingRules rules) {
    this(method, objective, rules);
    Tally.checkStart(objective, start);
    System.arraycopy(start, 0, x, 0, x.length);
    Arrays.fill(scratch, Double.NaN); // Seen, if the objective leaves it as it is.
    evaluate();
    if (!Double.isFinite(value) || !Double.isFinite(Arrays.stream(gradient).sum())) {
      throw new IllegalArgumentException(
          "value and gradient must be finite at the start, the value was " + value);
    }
    tally.check(isFlat());
  }

  HessianFreeMinimization(
      HessianFree method, GaussNewtonSum objective, MinimizationState state, StoppingRules rules) {
    this(method, objective, rules);
    StateExchange.restore(state, this::exchange);
    tally.check(isFlat());
  }

  /// Value, gradient and its parts' squares at x.
  private void evaluate() {
    value = 0;
    Arrays.fill(gradient, 0);
    Arrays.fill(squares, 0);
    for (int part = 0; part < parts; part++) {
      value += objective.gradient(part, x, scratch) / parts;
      for (int i = 0; i < x.length; i++) {
        gradient[i] += scratch[i] / parts;
        squares[i] += scratch[i] * scratch[i] / parts;
      }
    }
    tally.evaluated(parts);
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    int curved = curved();
    for (int i = 0; i < x.length; i++) {
      last[i] *= method.decay();
    }
    boolean fromZero = isZero(last);
    ConjugateGradientSolver solver = solve(curved);
    Chosen chosen = goBack(solver, curved);
    double[] d = solver.iterates().get(chosen.iterate());
    double promised = solver.values().get(chosen.iterate());
    System.arraycopy(solver.iterates().getLast(), 0, last, 0, x.length);
    boolean descends = promised < 0 && dot(gradient, d) < 0;
    double full =
        !descends ? Double.NaN : curved == parts ? chosen.value() : valueAt(d, 1, 0, parts);
    double noise = TELLING * objective.resolution() * Math.abs(value);
    boolean isHidden = descends && -promised <= noise && full <= value + noise;
    adapt(isHidden, (full - value) / promised);
    firstPart = (firstPart + curved) % parts;
    tally.iterated();
    if (isHidden) {
      move(d, 1);
      evaluate();
    } else if (descends && search(d, full)) {
      evaluate();
    } else if (fromZero && tally.left() >= 2L * parts) {
      tally.end(Stop.NO_DECREASE);
    } else {
      Arrays.fill(last, 0); // It was of other parts: the next step begins without it.
    }
    if (hidden >= MOST_HIDDEN) {
      tally.end(Stop.NO_DECREASE);
    }
    tally.check(isFlat());
    return true;
  }

  /// Damping that hides all decrease, or allows none, is left faster and faster.
  private void adapt(boolean isHidden, double ratio) {
    hidden = isHidden ? hidden + 1 : 0;
    poor = isHidden || ratio >= POOR ? 0 : poor + 1;
    double fall = isHidden ? hidden : ratio > GOOD ? 1 : 0;
    lambda *= Powers.of(GROW, poor - fall);
  }

  /// How many parts the curvature of a step is of.
  private int curved() {
    return (int) Math.max(1, Math.rint(method.curvature() * parts));
  }

  private static boolean isZero(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == 0);
  }

  /// What a step evaluates at least after its conjugate gradients: the value of one iterate on the
  /// parts of G, then of all parts, and the gradient where it leads to.
  private long rest(long curved) {
    return curved + (curved == parts ? 0 : parts) + parts;
  }

  /// Conjugate gradients, as many as the rules leave evaluations for.
  private ConjugateGradientSolver solve(int curved) {
    double[] preconditioner = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      preconditioner[i] = Powers.of(squares[i] + lambda, PRECONDITIONER_POWER);
    }
    long products = (tally.left() - rest(curved)) / (2L * curved);
    long left = Math.max(1, products - 1); // One is that of where they begin.
    return new ConjugateGradientSolver(
        (vector, result) -> product(curved, vector, result),
        gradient,
        preconditioner,
        last,
        (int) Math.min(method.iterations(), left),
        method.tolerance());
  }

  /// (G + λ I) · vector, of the parts whose turn it is.
  private void product(int curved, double[] vector, double[] result) {
    for (int i = 0; i < x.length; i++) {
      result[i] = lambda * vector[i];
    }
    for (int k = 0; k < curved; k++) {
      int part = (int) ((firstPart + k) % parts);
      objective.gaussNewtonTimes(part, x, vector, scratch);
      for (int i = 0; i < x.length; i++) {
        result[i] += scratch[i] / curved;
      }
    }
    tally.evaluated(2L * curved);
  }

  /// The mean value of some parts at x + t d.
  private double valueAt(double[] d, double t, long first, int count) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * d[i];
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += objective.gradient((int) ((first + k) % parts), there, scratch) / count;
    }
    tally.evaluated(count);
    return sum;
  }

  /// An iterate of the conjugate gradients.
  ///
  /// @param iterate its number
  /// @param value of the parts of G there
  private record Chosen(int iterate, double value) {}

  /// The iterate before which the value, on the parts of G, was not lower, as far as the rules
  /// leave evaluations to look.
  private Chosen goBack(ConjugateGradientSolver solver, int curved) {
    int best = solver.iterates().size() - 1;
    double lowest = valueAt(solver.iterates().get(best), 1, firstPart, curved);
    for (int i = best - 1; i >= 0 && tally.left() >= rest(curved); i--) {
      double earlier = valueAt(solver.iterates().get(i), 1, firstPart, curved);
      if (!(earlier < lowest) && Double.isFinite(lowest)) {
        break;
      }
      lowest = earlier;
      best = i;
    }
    return new Chosen(best, lowest);
  }

  /// Shortens the step until the value falls enough, and makes it.
  private boolean search(double[] d, double full) {
    double slope = dot(gradient, d);
    double t = 1;
    double lower = full;
    for (int i = 0; i < LINE_LOOKS; i++) {
      if (lower <= value + LINE_DECREASE * t * Math.min(slope, 0) && lower < value) {
        move(d, t);
        return true;
      }
      if (tally.left() < 2L * parts) {
        return false; // A look and the gradient after it would be too much.
      }
      t *= LINE_SHRINK;
      lower = valueAt(d, t, 0, parts);
    }
    return false;
  }

  private void move(double[] d, double t) {
    for (int j = 0; j < x.length; j++) {
      x[j] += t * d[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    return Kernels.doubles().dot(a, 0, b, 0, a.length);
  }

  private double gradientNorm() {
    return Minimum.norm(gradient) * parts;
  }

  private boolean isFlat() {
    return gradientNorm() <= rules.gradientTolerance();
  }

  @Override
  public Minimum minimum() {
    return tally.minimum(x.clone(), value * parts, gradientNorm());
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  private void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    state.array("squares", squares);
    state.array("last", last);
    value = state.number("value", value);
    lambda = state.number("lambda", lambda);
    firstPart = state.count("firstPart", firstPart);
    poor = state.count("poor", poor);
    hidden = state.count("hidden", hidden);
    tally.exchange(state);
  }
}
