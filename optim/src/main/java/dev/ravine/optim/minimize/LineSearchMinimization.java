package dev.ravine.optim.minimize;

import dev.ravine.optim.linesearch.LineSearch;

/// Direction, line search, step: what gradient descent, conjugate gradients and quasi-Newton
/// methods have in common.
final class LineSearchMinimization implements Minimization, LineSearch.Line {

  private final Objective objective;
  private final Direction rule;
  private final LineSearch search;
  private final StoppingRules rules;
  private final Tally tally;
  private final double[] direction;
  private double[] x;
  private double[] gradient;
  private double[] there;
  private double[] gradientThere;
  private double value;
  private double valueThere;
  private double decrease;

  private LineSearchMinimization(
      Objective objective, StoppingRules rules, Direction rule, LineSearch search) {
    int n = objective.dimension();
    this.objective = objective;
    this.rule = rule;
    this.search = search;
    this.rules = rules;
    tally = new Tally(rules, 1);
    x = new double[n];
    gradient = new double[n];
    direction = new double[n];
    there = new double[n];
    gradientThere = new double[n];
  }

  static Minimization begin(
      Objective objective, double[] start, StoppingRules rules, Direction rule, LineSearch search) {
    var minimization = new LineSearchMinimization(objective, rules, rule, search);
    minimization.begin(start);
    return minimization;
  }

  static Minimization resume(
      Objective objective,
      MinimizationState state,
      StoppingRules rules,
      Direction rule,
      LineSearch search) {
    var minimization = new LineSearchMinimization(objective, rules, rule, search);
    minimization.exchange(StateExchange.restoring(state));
    minimization.tally.check(minimization.isFlat());
    return minimization;
  }

  private void begin(double[] start) {
    int n = x.length;
    if (start.length != n) {
      throw new IllegalArgumentException(
          "start must have %d numbers, as the objective has, had %d".formatted(n, start.length));
    }
    System.arraycopy(start, 0, x, 0, n);
    value = objective.gradient(x, gradient);
    tally.evaluated(1);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the value must be finite at the start, was " + value);
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(gradient[i])) {
        throw new IllegalArgumentException(
            "the gradient must be finite at the start, component %d was %s"
                .formatted(i, gradient[i]));
      }
    }
    tally.check(isFlat());
  }

  private void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    value = state.number("value", value);
    decrease = state.number("decrease", decrease);
    tally.exchange(state);
    rule.exchange(state);
  }

  private boolean isFlat() {
    return Vectors.isWithin(gradient, rules.gradientTolerance());
  }

  @Override
  public boolean step() {
    if (tally.hasEnded()) {
      return false;
    }
    rule.direction(gradient, direction);
    double slope = Vectors.dot(gradient, direction);
    if (!(slope < 0)) {
      rule.reset();
      rule.direction(gradient, direction);
      slope = Vectors.dot(gradient, direction);
    }
    double first = rule.first(decrease, slope, direction);
    LineSearch.Step step = search.search(this, value, slope, first, left());
    if (step.t() == 0) {
      return restartOrEnd();
    }
    if (!step.isLast()) {
      value(step.t());
    }
    accept(step);
    return true;
  }

  /// Passes end no search: a run that is made longer goes on as one that was longer from the start.
  private long left() {
    return Math.max(1, rules.evaluations() - tally.evaluations());
  }

  /// A quasi-Newton direction may be a bad one; the negative gradient is the last resort.
  private boolean restartOrEnd() {
    double norm = Vectors.dot(gradient, gradient);
    boolean steepest = Vectors.dot(gradient, direction) == -norm;
    if (tally.evaluations() >= rules.evaluations()) {
      tally.end(Stop.EVALUATIONS);
    } else if (steepest || norm == 0) {
      tally.end(Stop.LINE_SEARCH);
    } else {
      rule.reset();
      return step();
    }
    return false;
  }

  private void accept(LineSearch.Step step) {
    tally.iterated();
    decrease = value - valueThere;
    double size = Math.max(Math.max(Math.abs(value), Math.abs(valueThere)), 1);
    value = valueThere;
    rule.update(new Move(step.t(), x, there, gradient, gradientThere));
    double[] before = x;
    double[] gradientBefore = gradient;
    x = there;
    gradient = gradientThere;
    there = before;
    gradientThere = gradientBefore;
    boolean isFlat = isFlat();
    if (!isFlat && decrease <= rules.valueTolerance() * size && !isFlatter()) {
      tally.end(Stop.VALUE);
    }
    tally.check(isFlat);
  }

  /// With a tolerance of 0, a value that does not fall may still lead to a smaller gradient.
  private boolean isFlatter() {
    return rules.valueTolerance() == 0
        && Vectors.greatest(gradient) < Vectors.greatest(gradientThere);
  }

  @Override
  public double value(double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    valueThere = objective.gradient(there, gradientThere);
    tally.evaluated(1);
    return valueThere;
  }

  @Override
  public double slope() {
    return Vectors.dot(gradientThere, direction);
  }

  @Override
  public Minimum minimum() {
    return tally.minimum(x.clone(), value, Vectors.greatest(gradient));
  }

  @Override
  public MinimizationState state() {
    StateExchange state = StateExchange.saving();
    exchange(state);
    return state.state();
  }
}
