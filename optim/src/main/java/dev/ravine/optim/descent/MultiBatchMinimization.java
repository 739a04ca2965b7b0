package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;
import dev.ravine.random.Seed;
import java.util.Arrays;

/// [MultiBatchLbfgs] at work. Gradients are means over their parts.
final class MultiBatchMinimization implements Minimization {

  private static final int MOST_HALVINGS = 20;
  private static final double DECREASE = 1e-4;

  /// How much larger than rounding errors a rise must be to be seen.
  private static final double TELLING = 4;

  private final MultiBatchLbfgs method;
  private final FiniteSum objective;
  private final Tally tally;
  private final LimitedMemory pairs;
  private final int[] order;
  private final int batch;
  private final int shared;
  private final double[] x;
  private final double[] before;
  private final double[] sharedBefore;
  private final double[] sharedHere;
  private final double[] sharedNext;
  private final double[] gradient;
  private final double[] gradientBefore;
  private final double[] direction;
  private final double[] one;
  private double value;
  private double sharedValueHere;
  private double sharedValueNext;
  private long next;
  private long stuck;

  private MultiBatchMinimization(
      MultiBatchLbfgs method, FiniteSum objective, StoppingRules rules, ThreadTeam team) {
    this.method = method;
    this.objective = objective;
    int n = objective.dimension();
    int parts = objective.parts();
    tally = new Tally(rules, parts);
    pairs = new LimitedMemory(method.memory(), 0, objective, team);
    order = new Seed(method.seed()).stream("multiBatchLbfgs").permutation(parts);
    batch = (int) Math.max(2, Math.rint(method.batch() * parts));
    int half = batch / 2;
    shared = Math.clamp(Math.round(method.overlap() * batch), 1, half);
    x = new double[n];
    before = new double[n];
    sharedBefore = new double[n];
    sharedHere = new double[n];
    sharedNext = new double[n];
    gradient = new double[n];
    gradientBefore = new double[n];
    direction = new double[n];
    one = new double[n];
  }

  MultiBatchMinimization(
      MultiBatchLbfgs method,
      FiniteSum objective,
      double[] start,
      StoppingRules rules,
      ThreadTeam team) {
    this(method, objective, rules, team);
    Tally.checkStart(objective, start);
    System.arraycopy(start, 0, x, 0, x.length);
    if (!evaluateShared() || !evaluateOthers()) {
      throw new IllegalArgumentException(
          "value and gradient must be finite at the start, the value was "
              + (value + sharedValueHere));
    }
  }

  MultiBatchMinimization(
      MultiBatchLbfgs method,
      FiniteSum objective,
      MinimizationState state,
      StoppingRules rules,
      ThreadTeam team) {
    this(method, objective, rules, team);
    StateExchange.restore(state, this::exchange);
    tally.check(false);
  }

  /// Evaluates the parts that the batch shares with the one before.
  ///
  /// @return whether all is finite
  private boolean evaluateShared() {
    sharedValueHere = 0;
    Arrays.fill(sharedHere, 0);
    for (int k = 0; k < shared; k++) {
      sharedValueHere += evaluate(k) / shared;
      Vectors.addScaled(sharedHere, 1.0 / shared, one);
    }
    return Double.isFinite(sharedValueHere) && Double.isFinite(Minimum.norm(sharedHere));
  }

  /// Evaluates the others, and keeps those apart that the batch shares with the one after.
  ///
  /// @return whether all is finite
  private boolean evaluateOthers() {
    value = sharedValueHere * shared / batch;
    sharedValueNext = 0;
    Arrays.fill(gradient, 0);
    Vectors.addScaled(gradient, (double) shared / batch, sharedHere);
    Arrays.fill(sharedNext, 0);
    for (int k = shared; k < batch; k++) {
      double f = evaluate(k);
      value += f / batch;
      Vectors.addScaled(gradient, 1.0 / batch, one);
      if (k >= batch - shared) {
        sharedValueNext += f / shared;
        Vectors.addScaled(sharedNext, 1.0 / shared, one);
      }
    }
    return Double.isFinite(value) && Double.isFinite(Minimum.norm(gradient));
  }

  private double evaluate(int k) {
    tally.evaluated(1);
    return objective.gradient(order[(int) ((next + k) % order.length)], x, one);
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    System.arraycopy(x, 0, before, 0, x.length);
    System.arraycopy(gradient, 0, gradientBefore, 0, x.length);
    System.arraycopy(sharedNext, 0, sharedBefore, 0, x.length);
    double sharedValueBefore = sharedValueNext;
    next = (next + batch - shared) % order.length;
    do {
      if (move(sharedValueBefore)) {
        stuck = 0;
        tally.iterated();
        tally.check(false);
        return true;
      }
      System.arraycopy(before, 0, x, 0, x.length);
    } while (pairs.reset());
    passOver();
    return true;
  }

  /// A batch that allows no step is passed over; when all parts have been, it ends.
  private void passOver() {
    stuck++;
    if (!evaluateShared() || !evaluateOthers()) {
      tally.end(Stop.NOT_FINITE);
    } else if (stuck * (batch - shared) >= order.length) {
      tally.end(Stop.NO_DECREASE);
    }
    tally.iterated();
    tally.check(false);
  }

  /// Goes along the direction as far as the shared parts allow, and learns from it.
  ///
  /// @return whether they allow a step
  private boolean move(double sharedValueBefore) {
    pairs.direction(x, gradientBefore, direction);
    double rate = method.learningRate();
    if (pairs.isEmpty()) {
      rate *= Math.min(1, 1 / Vectors.norm(direction));
    }
    double sharedSlope = Vectors.dot(sharedBefore, direction);
    double most = sharedSlope < 0 ? DECREASE * sharedSlope : 2 * sharedSlope;
    double noise = TELLING * objective.resolution() * Math.abs(sharedValueBefore);
    for (int halvings = 0; halvings <= MOST_HALVINGS; halvings++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = before[i] + rate * direction[i];
      }
      boolean isFinite = evaluateShared();
      if (isFinite
          && sharedValueHere <= sharedValueBefore + rate * most + noise
          && evaluateOthers()) {
        pairs.update(new Move(rate, before, x, sharedBefore, sharedHere));
        pairs.turn();
        return true;
      }
      rate /= 2;
    }
    return false;
  }

  @Override
  public Minimum minimum() {
    int parts = order.length;
    return tally.estimate(x.clone(), value * parts, Minimum.norm(gradient) * parts);
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  private void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    state.array("sharedNext", sharedNext);
    value = state.number("value", value);
    sharedValueNext = state.number("sharedValueNext", sharedValueNext);
    next = state.count("next", next);
    stuck = state.count("stuck", stuck);
    tally.exchange(state);
    pairs.exchange(state);
  }
}
