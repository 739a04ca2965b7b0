package dev.ravine.secondorder.trustregion;

import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import java.util.Arrays;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/// [LevenbergMarquardt] at work.
final class LevenbergMarquardtMinimization implements Minimization {

  private static final double SHORTEST = 1e-15;
  private static final double LEAST_SHRINK = 1.0 / 3;

  private final LeastSquares objective;
  private final StoppingRules rules;
  private final Tally tally;
  private final double[] x;
  private final double[] there;
  private final double[] scale;
  private final double[] gradient;
  private double[] residuals;
  private double[] residualsThere;
  private double[][] jacobian;
  private double[][] jacobianThere;
  private double value;
  private double damping;
  private double growth = 2;

  private LevenbergMarquardtMinimization(
      LevenbergMarquardt method, LeastSquares objective, StoppingRules rules) {
    int n = objective.dimension();
    int m = objective.residuals();
    this.objective = objective;
    this.rules = rules;
    tally = new Tally(rules, 1);
    x = new double[n];
    there = new double[n];
    scale = new double[n];
    gradient = new double[n];
    residuals = new double[m];
    residualsThere = new double[m];
    jacobian = new double[m][n];
    jacobianThere = new double[m][n];
    damping = method.damping();
  }

  LevenbergMarquardtMinimization(
      LevenbergMarquardt method, LeastSquares objective, double[] start, StoppingRules rules) {
    this(method, objective, rules);
    value = tally.begin(new Start(), start, x, gradient);
    if (Arrays.stream(jacobian).flatMapToDouble(Arrays::stream).allMatch(d -> d == 0)) {
      throw new IllegalArgumentException(
          "the derivatives of the residuals must not all be 0 at the start, or were not written");
    }
    tally.check(isFlat());
  }

  /// The objective where it starts: its residuals are kept.
  private final class Start implements Objective {

    @Override
    public int dimension() {
      return x.length;
    }

    @Override
    public double value(double[] at) {
      return objective.value(at);
    }

    @Override
    public double gradient(double[] at, double[] out) {
      objective.residuals(at, residuals, jacobian);
      learn();
      System.arraycopy(gradient, 0, out, 0, out.length);
      return sumOfSquares(residuals);
    }
  }

  LevenbergMarquardtMinimization(
      LevenbergMarquardt method,
      LeastSquares objective,
      MinimizationState state,
      StoppingRules rules) {
    this(method, objective, rules);
    StateExchange.restore(state, this::exchange);
    tally.check(isFlat());
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    double[] d = solve();
    double promised = 0;
    double length = 0;
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + d[i];
      promised += d[i] * (damping * scale[i] * scale[i] * d[i] - gradient[i] / 2);
      length += d[i] * d[i];
      size += x[i] * x[i];
    }
    objective.residuals(there, residualsThere, jacobianThere);
    tally.evaluated(1);
    tally.iterated();
    double valueThere = sumOfSquares(residualsThere);
    double ratio = isFinite(jacobianThere) ? (value - valueThere) / promised : Double.NaN;
    double before = value;
    boolean moved = ratio > 0;
    if (moved) {
      accept(valueThere, ratio);
    } else {
      damping *= growth;
      growth *= 2;
    }
    double greatest = Math.max(Math.max(Math.abs(before), Math.abs(value)), 1);
    if (moved && !isFlat() && before - value <= rules.valueTolerance() * greatest) {
      tally.end(Stop.VALUE);
    } else if (!moved && Math.sqrt(length) <= SHORTEST * Math.max(1, Math.sqrt(size))) {
      tally.end(Stop.NO_DECREASE);
    }
    tally.check(isFlat());
    return true;
  }

  /// The least squares solution of [J; √λ D] d = [−r; 0].
  private double[] solve() {
    int m = residuals.length;
    int n = x.length;
    R064Store a = R064Store.FACTORY.make(m + n, n);
    R064Store b = R064Store.FACTORY.make(m + n, 1);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, jacobian[i][j]);
      }
      b.set(i, 0, -residuals[i]);
    }
    for (int j = 0; j < n; j++) {
      a.set(m + j, j, Math.sqrt(damping) * scale[j]);
    }
    QR<Double> qr = QR.R064.make(a);
    qr.decompose(a);
    MatrixStore<Double> solution = qr.getSolution(b);
    double[] d = new double[n];
    for (int j = 0; j < n; j++) {
      d[j] = solution.doubleValue(j, 0);
    }
    return d;
  }

  private void accept(double valueThere, double ratio) {
    System.arraycopy(there, 0, x, 0, x.length);
    value = valueThere;
    double[] oldResiduals = residuals;
    residuals = residualsThere;
    residualsThere = oldResiduals;
    double[][] oldJacobian = jacobian;
    jacobian = jacobianThere;
    jacobianThere = oldJacobian;
    learn();
    double t = 2 * ratio - 1;
    damping *= Math.max(LEAST_SHRINK, 1 - t * t * t);
    growth = 2;
  }

  /// Gradient and scale by the residuals and their derivatives.
  private void learn() {
    for (int j = 0; j < x.length; j++) {
      double slope = 0;
      double square = 0;
      for (int i = 0; i < residuals.length; i++) {
        slope += jacobian[i][j] * residuals[i];
        square += jacobian[i][j] * jacobian[i][j];
      }
      gradient[j] = 2 * slope;
      double norm = Math.sqrt(square);
      scale[j] = Math.max(scale[j], norm > 0 || scale[j] > 0 ? norm : 1);
    }
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v * v;
    }
    return sum;
  }

  private static boolean isFinite(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      for (double v : row) {
        sum += 0 * v;
      }
    }
    return sum == 0;
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
    state.array("scale", scale);
    state.array("gradient", gradient);
    state.array("residuals", residuals);
    for (int i = 0; i < jacobian.length; i++) {
      state.array("jacobian" + i, jacobian[i]);
    }
    value = state.number("value", value);
    damping = state.number("damping", damping);
    growth = state.number("growth", growth);
    tally.exchange(state);
  }
}
