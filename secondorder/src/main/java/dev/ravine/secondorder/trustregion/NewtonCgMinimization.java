package dev.ravine.secondorder.trustregion;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import dev.ravine.optim.minimize.TwiceDifferentiable;

/// [NewtonCg] at work.
final class NewtonCgMinimization implements Minimization {

  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;
  private static final double SHORTEST = 1e-14;

  private final NewtonCg method;
  private final Objective objective;
  private final StoppingRules rules;
  private final double[] x;
  private final double[] gradient;
  private final double[] there;
  private final double[] gradientThere;
  private final double[] scratch;
  private double value;
  private double radius;
  private final Tally tally;

  private NewtonCgMinimization(NewtonCg method, Objective objective, StoppingRules rules) {
    this.method = method;
    this.objective = objective;
    this.rules = rules;
    tally = new Tally(rules, 1);
    radius = Math.min(method.radius(), method.largest());
    int n = objective.dimension();
    x = new double[n];
    gradient = new double[n];
    there = new double[n];
    gradientThere = new double[n];
    scratch = new double[n];
  }

  NewtonCgMinimization(NewtonCg method, Objective objective, double[] start, StoppingRules rules) {
    this(method, objective, rules);
    objective.bounds().refuse();
    value = tally.begin(objective, start, x, gradient);
    tally.check(isFlat());
  }

  NewtonCgMinimization(
      NewtonCg method, Objective objective, MinimizationState state, StoppingRules rules) {
    this(method, objective, rules);
    StateExchange.restore(state, this::exchange);
    tally.check(isFlat());
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    double[] d = new double[x.length];
    boolean atBoundary = solve(d);
    double promised = -promised(d);
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + d[i];
    }
    double valueThere = objective.gradient(there, gradientThere);
    tally.evaluated(1);
    boolean finite = Double.isFinite(valueThere) && Double.isFinite(norm(gradientThere));
    double ratio = finite ? (value - valueThere) / promised : Double.NEGATIVE_INFINITY;
    if (!(ratio >= POOR)) {
      radius = norm(d) / 4;
    } else if (ratio > GOOD && atBoundary) {
      radius = Math.min(2 * radius, method.largest());
    }
    tally.iterated();
    double decrease = value - valueThere;
    boolean moved = ratio > method.accept() && decrease >= 0;
    if (moved) {
      System.arraycopy(there, 0, x, 0, x.length);
      System.arraycopy(gradientThere, 0, gradient, 0, x.length);
      value = valueThere;
    }
    double size = Math.max(Math.max(Math.abs(value), Math.abs(value + decrease)), 1);
    if (!isFlat() && moved && decrease <= rules.valueTolerance() * size) {
      tally.end(Stop.VALUE);
    } else if (!isFlat() && radius <= SHORTEST * Math.max(1, norm(x))) {
      tally.end(Stop.NO_DECREASE);
    }
    tally.check(isFlat());
    return true;
  }

  /// Minimizes the model by conjugate gradients, as long as there are evaluations left; the
  /// residual is left in `scratch`.
  ///
  /// @return whether the step ends at the boundary
  private boolean solve(double[] d) {
    int n = x.length;
    double[] residual = gradient.clone();
    double[] direction = new double[n];
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      direction[i] = -residual[i];
    }
    double square = dot(residual, residual);
    double small = Math.min(0.5, Math.sqrt(norm(gradient))) * norm(gradient);
    for (int k = 0;
        k < 2 * n + 1 && Math.sqrt(square) > small && (k == 0 || tally.left() > 1);
        k++) {
      times(direction, product);
      double curvature = dot(direction, product);
      double step = square / curvature;
      if (!(curvature > 0) || lengthAfter(d, step, direction) >= radius) {
        double to = toBoundary(d, direction);
        advance(d, to, direction);
        advance(residual, to, product);
        System.arraycopy(residual, 0, scratch, 0, n);
        return true;
      }
      advance(d, step, direction);
      advance(residual, step, product);
      double newSquare = dot(residual, residual);
      for (int i = 0; i < n; i++) {
        direction[i] = newSquare / square * direction[i] - residual[i];
      }
      square = newSquare;
    }
    System.arraycopy(residual, 0, scratch, 0, n);
    return false;
  }

  /// gᵀd + ½ dᵀH d, by the residual g + H d.
  private double promised(double[] d) {
    return 0.5 * (dot(gradient, d) + dot(scratch, d));
  }

  private static void advance(double[] x, double step, double[] direction) {
    for (int i = 0; i < x.length; i++) {
      x[i] += step * direction[i];
    }
  }

  private static double lengthAfter(double[] d, double step, double[] direction) {
    return Math.sqrt(
        dot(d, d) + 2 * step * dot(d, direction) + step * step * dot(direction, direction));
  }

  /// How far the boundary is.
  private double toBoundary(double[] d, double[] direction) {
    double a = dot(direction, direction);
    double b = dot(d, direction);
    double c = radius * radius - dot(d, d);
    double root = Math.sqrt(Math.max(0, b * b + a * c));
    return b > 0 ? c / (b + root) : (root - b) / a;
  }

  private void times(double[] vector, double[] product) {
    if (objective instanceof TwiceDifferentiable twice) {
      twice.hessianTimes(x, vector, product);
      tally.evaluated(2);
      return;
    }
    double h = Math.sqrt(objective.resolution()) * Math.max(1, norm(x)) / norm(vector);
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + h * vector[i];
    }
    objective.gradient(there, product);
    tally.evaluated(1);
    for (int i = 0; i < x.length; i++) {
      product[i] = (product[i] - gradient[i]) / h;
    }
  }

  private static double dot(double[] a, double[] b) {
    return Kernels.doubles().dot(a, 0, b, 0, a.length);
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private boolean isFlat() {
    return Minimum.norm(gradient) <= rules.gradientTolerance();
  }

  @Override
  public Minimum minimum() {
    return tally.minimum(x.clone(), value, Minimum.norm(gradient));
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  private void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    value = state.number("value", value);
    radius = state.number("radius", radius);
    tally.exchange(state);
  }
}
