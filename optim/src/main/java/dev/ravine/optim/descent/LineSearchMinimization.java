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
/// methods have in common. It holds no vectors: they are its [Iterate]'s.
public final class LineSearchMinimization implements Minimization, LineSearch.Line {

  private final Iterate iterate;
  private final LineSearch search;
  private final StoppingRules rules;
  private final Tally tally;
  private double value;
  private double valueThere;
  private double decrease;

  private LineSearchMinimization(Iterate iterate, LineSearch search, StoppingRules rules) {
    this.iterate = iterate;
    this.search = search;
    this.rules = rules;
    tally = new Tally(rules, 1);
  }

  /// Begins.
  ///
  /// @param iterate at the start, is evaluated there
  /// @param search along each direction
  /// @param rules when to end
  /// @throws IllegalArgumentException if value or gradient are not finite there
  public static LineSearchMinimization begin(
      Iterate iterate, LineSearch search, StoppingRules rules) {
    var minimization = new LineSearchMinimization(iterate, search, rules);
    minimization.value = iterate.begin();
    minimization.tally.evaluated(1);
    minimization.check();
    return minimization;
  }

  /// Goes on where a minimization was.
  ///
  /// @param iterate is restored
  /// @param state of a minimization with an equal iterate
  /// @param search along each direction
  /// @param rules when to end; they may be others
  /// @throws IllegalArgumentException if the state is of another iterate
  public static LineSearchMinimization resume(
      Iterate iterate, MinimizationState state, LineSearch search, StoppingRules rules) {
    var minimization = new LineSearchMinimization(iterate, search, rules);
    StateExchange.restore(state, minimization::exchange);
    minimization.check();
    return minimization;
  }

  static Minimization begin(
      Objective objective, double[] start, StoppingRules rules, Direction rule, LineSearch search) {
    return begin(new ArrayIterate(objective, rule, start), search, rules);
  }

  static Minimization resume(
      Objective objective,
      MinimizationState state,
      StoppingRules rules,
      Direction rule,
      LineSearch search) {
    return resume(new ArrayIterate(objective, rule), state, search, rules);
  }

  private void exchange(StateExchange state) {
    iterate.exchange(state);
    value = state.number("value", value);
    decrease = state.number("decrease", decrease);
    tally.exchange(state);
  }

  private void check() {
    tally.check(iterate.isFlat(rules.gradientTolerance()));
  }

  @Override
  public boolean step() {
    while (!tally.hasEnded()) {
      double slope = iterate.direction();
      if (slope < 0 && search(slope)) {
        return true;
      }
      if (tally.evaluations() >= rules.evaluations()) {
        tally.end(Stop.EVALUATIONS);
      } else if (!iterate.reset()) {
        tally.end(Stop.NO_DECREASE);
      }
    }
    return false;
  }

  /// Passes end no search: a run that is made longer goes on as one that was longer from the start.
  private boolean search(double slope) {
    long left = Math.max(1, rules.evaluations() - tally.evaluations());
    double first = iterate.first(decrease, slope);
    LineSearch.Step step = search.search(this, value, slope, first, left);
    if (step.t() == 0) {
      return false;
    }
    if (!step.isLast()) {
      value(step.t());
    }
    accept(step.t());
    return true;
  }

  private void accept(double t) {
    tally.iterated();
    decrease = value - valueThere;
    double size = Math.max(Math.max(Math.abs(value), Math.abs(valueThere)), 1);
    value = valueThere;
    iterate.move(t);
    boolean isFlat = iterate.isFlat(rules.gradientTolerance());
    if (!isFlat && decrease <= rules.valueTolerance() * size && !isFlatter()) {
      tally.end(Stop.VALUE);
    }
    tally.check(isFlat);
  }

  /// With a tolerance of 0, a value that does not fall may still lead to a smaller gradient.
  private boolean isFlatter() {
    return rules.valueTolerance() == 0 && iterate.flatness() < iterate.flatnessBefore();
  }

  @Override
  public double value(double t) {
    valueThere = iterate.value(t);
    tally.evaluated(1);
    return valueThere;
  }

  @Override
  public double longest() {
    return iterate.longest();
  }

  @Override
  public double slope() {
    return iterate.slope();
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public long iterations() {
    return tally.iterations();
  }

  @Override
  public Stop stop() {
    return tally.stop();
  }

  @Override
  public Minimum minimum() {
    return tally.minimum(iterate.point(), value, iterate.flatness());
  }

  @Override
  public MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }
}
