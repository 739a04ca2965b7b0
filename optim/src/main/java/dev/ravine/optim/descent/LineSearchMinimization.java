package dev.ravine.optim.descent;

import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;

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
  private double longest = Double.POSITIVE_INFINITY;

  private LineSearchMinimization(
      Objective objective, StoppingRules rules, Direction rule, LineSearch search) {
    int n = objective.dimension();
    this.objective = objective;
    this.rule = rule;
    this.search = search;
    this.rules = rules;
    tally = new Tally(rules, 1);
    rule.check(objective.bounds());
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
    StateExchange.restore(state, minimization::exchange);
    minimization.tally.check(minimization.isFlat());
    return minimization;
  }

  private void begin(double[] start) {
    value = tally.begin(objective, start, x, gradient);
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
    return rule.isFlat(x, gradient, rules.gradientTolerance());
  }

  @Override
  public boolean step() {
    while (!tally.hasEnded()) {
      double slope = rule.direction(x, gradient, direction);
      if (slope < 0 && search(slope)) {
        return true;
      }
      if (tally.evaluations() >= rules.evaluations()) {
        tally.end(Stop.EVALUATIONS);
      } else if (!rule.reset()) {
        tally.end(Stop.NO_DECREASE);
      }
    }
    return false;
  }

  /// Passes end no search: a run that is made longer goes on as one that was longer from the start.
  private boolean search(double slope) {
    double first = rule.first(decrease, slope, direction);
    long left = Math.max(1, rules.evaluations() - tally.evaluations());
    longest = rule.longest(x, direction);
    LineSearch.Step step = search.search(this, value, slope, Math.min(first, longest), left);
    if (step.t() == 0) {
      return false;
    }
    if (!step.isLast()) {
      value(step.t());
    }
    accept(step);
    return true;
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
        && rule.flatness(x, gradient) < rule.flatness(there, gradientThere);
  }

  @Override
  public double value(double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    rule.project(there);
    valueThere = objective.gradient(there, gradientThere);
    tally.evaluated(1);
    return valueThere;
  }

  @Override
  public double longest() {
    return longest;
  }

  @Override
  public double slope() {
    return Vectors.dot(gradientThere, direction);
  }

  @Override
  public Minimum minimum() {
    return tally.minimum(x.clone(), value, rule.flatness(x, gradient));
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }
}
