package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import dev.ravine.random.Seed;
import java.util.stream.IntStream;

/// [Sfo] at work. A step evaluates one part, or a few after a step that failed.
///
/// The value of its [Minimum] is what the last evaluation of each part adds up to, and the gradient
/// is that of the sum of all models before the last step: exact ones would take a pass over the
/// data. The gradient is small enough to end when it was so for as many steps as there are parts.
public final class SfoMinimization implements Minimization {

  private static final double SHORTEST = 1e-8;

  /// How much larger than rounding errors differences must be.
  private static final double TELLING = 10;

  private static final double SHORTEST_TELLING = 100;
  private static final double LEAST_SCALE = 1e-5;
  private static final int BACK_STEPS = 10;

  private final Sfo method;
  private final FiniteSum objective;
  private final StoppingRules rules;
  private final int[] order;
  private final ModelSum sum;
  private final PartSelection selection;
  private final double[] x;
  private final double[] xBefore;
  private final double[] scratch;
  private final Tally tally;
  private double scale = 1;
  private double promised;
  private double distance;
  private long quiet;

  private SfoMinimization(
      Sfo method, FiniteSum objective, int[] order, StoppingRules rules, ThreadTeam team) {
    this.method = method;
    this.objective = objective;
    this.rules = rules;
    this.order = order;
    int n = objective.dimension();
    sum = new ModelSum(method, n, objective.parts(), team);
    selection = new PartSelection(method, sum);
    x = new double[n];
    xBefore = new double[n];
    scratch = new double[n];
    tally = new Tally(rules, objective.parts());
  }

  static SfoMinimization begin(
      Sfo method, FiniteSum objective, double[] start, StoppingRules rules, ThreadTeam team) {
    int[] order = new Seed(method.seed()).stream("sfo/order").permutation(objective.parts());
    return begin(method, objective, order, start, rules, team);
  }

  /// Begins with an order in which parts are added.
  static SfoMinimization begin(
      Sfo method,
      FiniteSum objective,
      int[] order,
      double[] start,
      StoppingRules rules,
      ThreadTeam team) {
    Tally.checkStart(objective, start);
    var minimization = new SfoMinimization(method, objective, order, rules, team);
    System.arraycopy(start, 0, minimization.x, 0, start.length);
    System.arraycopy(start, 0, minimization.xBefore, 0, start.length);
    minimization.sum.begin();
    return minimization;
  }

  static SfoMinimization resume(
      Sfo method,
      FiniteSum objective,
      MinimizationState state,
      StoppingRules rules,
      ThreadTeam team) {
    int[] order = new int[objective.parts()];
    var minimization = new SfoMinimization(method, objective, order, rules, team);
    StateExchange.restore(state, minimization::exchange);
    minimization.tally.check(minimization.isFlat());
    return minimization;
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    double visible = objective.resolution() * ModelSum.norm(x);
    sum.ignore(TELLING * visible, TELLING * objective.resolution());
    QuadraticModel model = selection.choose();
    double[] gradient = sum.pending();
    double value = evaluate(model, x, gradient);
    if (tally.evaluations() == 1 && !StepFailure.isFinite(value, gradient)) {
      throw new IllegalArgumentException("the value must be finite at the start, was " + value);
    }
    boolean failed = StepFailure.is(sum, model, value, gradient, promised);
    if (failed) {
      scale = Math.max(scale / 2, LEAST_SCALE);
      value = goBack(model, value, gradient);
    } else {
      double share = 1.0 / order.length;
      scale = share + scale * (1 - share);
    }
    sum.settle();
    tally.iterated();
    if (tally.hasEnded()) {
      return true;
    }
    sum.learn(model, value, gradient, tally.evaluations());
    distance += ModelSum.norm(ModelSum.difference(sum.at(), sum.before()));
    move();
    selection.grow(failed);
    tally.check(isFlat());
    return true;
  }

  private boolean isFlat() {
    return quiet >= order.length;
  }

  /// Evaluates a part and writes its gradient's coordinates.
  private double evaluate(QuadraticModel model, double[] where, double[] gradient) {
    int part = order[sum.models().indexOf(model)];
    double value = objective.gradient(part, where, scratch);
    tally.evaluated(1);
    model.evaluated();
    if (!Double.isFinite(value)) {
      scratch[0] = Double.NaN;
    }
    sum.project(scratch, gradient);
    return value;
  }

  /// After a step that failed: looks at the place before it, and takes the better one of both. If
  /// the part is not finite there either, there is no way on.
  ///
  /// @return the value at the place taken; its gradient is written
  private double goBack(QuadraticModel model, double valueThere, double[] gradient) {
    double[] gradientBefore = sum.pending();
    double valueBefore = evaluate(model, xBefore, gradientBefore);
    if (!StepFailure.isFinite(valueBefore, gradientBefore)) {
      tally.end(Stop.NOT_FINITE);
      return valueBefore;
    }
    double value = valueThere;
    double expected = StepFailure.expectedChange(sum, model, value - valueBefore);
    for (int i = 0; i < BACK_STEPS && !(value - valueBefore < 10 * expected); i++) {
      towards(x, xBefore);
      towards(sum.at(), sum.before());
      value = evaluate(model, x, gradient);
    }
    if (value < valueBefore) {
      sum.learnPosition(model, sum.before(), valueBefore, gradientBefore);
      return value;
    }
    if (StepFailure.isFinite(value, gradient)) {
      sum.learnPosition(model, sum.at(), value, gradient);
    }
    System.arraycopy(xBefore, 0, x, 0, x.length);
    System.arraycopy(sum.before(), 0, sum.at(), 0, sum.at().length);
    System.arraycopy(gradientBefore, 0, gradient, 0, gradient.length);
    return valueBefore;
  }

  /// One hundredth of the way remains.
  private static void towards(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = 0.99 * b[i] + 0.01 * a[i];
    }
  }

  /// A Newton step on the sum of all models.
  private void move() {
    int k = sum.directions();
    TotalModel total = sum.total();
    double[] at = sum.at();
    double[] slope = sum.slope();
    total.factorize(k);
    System.arraycopy(total.gradient(at, k), 0, slope, 0, slope.length);
    boolean all = sum.models().getLast().isActive();
    quiet = all && ModelSum.norm(slope) <= rules.gradientTolerance() ? quiet + 1 : 0;
    double[] step = total.solve(slope, k);
    double factor = -scale;
    double length = scale * ModelSum.norm(step);
    double shortest =
        Math.max(SHORTEST, SHORTEST_TELLING * objective.resolution() * ModelSum.norm(x));
    if (length < shortest) {
      factor *= length > 0 ? shortest / length : 0;
    } else if (tally.evaluations() > order.length) {
      double most = method.longest() * distance / tally.evaluations();
      factor *= Math.min(1, most / length);
    }
    for (int i = 0; i < step.length; i++) {
      step[i] *= factor;
    }
    System.arraycopy(x, 0, xBefore, 0, x.length);
    System.arraycopy(at, 0, sum.before(), 0, at.length);
    sum.subspace().lift(step, x);
    for (int i = 0; i < step.length; i++) {
      at[i] += step[i];
    }
    promised = 0.5 * total.quadratic(step, k);
  }

  /// A part is another function from now on, such as a mini-batch of new data. It is evaluated
  /// twice before others are.
  ///
  /// @param part 0 … parts − 1
  /// @param keepHistory whether what is known of its curvature still holds
  public void replaceSubfunction(int part, boolean keepHistory) {
    int place =
        IntStream.range(0, order.length).filter(i -> order[i] == part).findFirst().orElse(-1);
    if (place < 0) {
      throw new IllegalArgumentException(
          "part must be in 0 … %d, was %d".formatted(order.length - 1, part));
    }
    sum.models().get(place).forget(keepHistory);
  }

  /// How many parts are in the sum so far.
  ///
  /// @return 2 or more
  public long activeParts() {
    return sum.active().size();
  }

  /// How many directions the models live in.
  ///
  /// @return at most 3 N + 3 for N parts
  public int directions() {
    return sum.directions();
  }

  @Override
  public Minimum minimum() {
    double value = 0;
    int known = 0;
    for (QuadraticModel model : sum.models()) {
      if (model.isKnown()) {
        value += model.value();
        known++;
      }
    }
    double[] gradient = new double[x.length];
    sum.subspace().lift(sum.slope(), gradient);
    double norm = Minimum.norm(gradient);
    return tally.estimate(x.clone(), value * order.length / known, norm);
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  private void exchange(StateExchange state) {
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) state.count("order" + i, order[i]);
    }
    sum.exchange(state);
    selection.exchange(state);
    state.array("x", x);
    state.array("xBefore", xBefore);
    quiet = state.count("quiet", quiet);
    scale = state.number("scale", scale);
    promised = state.number("promised", promised);
    distance = state.number("distance", distance);
    tally.exchange(state);
  }
}
