package dev.ravine.optim.descent;

import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Tally;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;

/// An iterate whose vectors are arrays of this process.
final class ArrayIterate implements Iterate {

  private final Objective objective;
  private final Direction rule;
  private final double[] direction;
  private double[] x;
  private double[] gradient;
  private double[] there;
  private double[] gradientThere;
  private double longest = Double.POSITIVE_INFINITY;

  /// Before [#begin] at zero, or before [#exchange] restores.
  ArrayIterate(Objective objective, Direction rule) {
    int n = objective.dimension();
    this.objective = objective;
    this.rule = rule;
    rule.check(objective.bounds());
    x = new double[n];
    gradient = new double[n];
    direction = new double[n];
    there = new double[n];
    gradientThere = new double[n];
  }

  /// Before [#begin] at a start.
  ArrayIterate(Objective objective, Direction rule, double[] start) {
    this(objective, rule);
    Tally.checkStart(objective, start);
    objective.bounds().check(start);
    System.arraycopy(start, 0, x, 0, x.length);
  }

  @Override
  public double begin() {
    return Tally.evaluate(objective, x, gradient);
  }

  @Override
  public double direction() {
    double slope = rule.direction(x, gradient, direction);
    longest = rule.longest(x, direction);
    return slope;
  }

  @Override
  public double first(double decrease, double slope) {
    return Math.min(rule.first(decrease, slope, direction), longest);
  }

  @Override
  public double value(double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    rule.project(there);
    return objective.gradient(there, gradientThere);
  }

  @Override
  public double slope() {
    return Vectors.dot(gradientThere, direction);
  }

  @Override
  public double longest() {
    return longest;
  }

  @Override
  public void move(double t) {
    rule.update(new Move(t, x, there, gradient, gradientThere));
    double[] before = x;
    double[] gradientBefore = gradient;
    x = there;
    gradient = gradientThere;
    there = before;
    gradientThere = gradientBefore;
  }

  @Override
  public boolean reset() {
    return rule.reset();
  }

  @Override
  public boolean isFlat(double tolerance) {
    return rule.isFlat(x, gradient, tolerance);
  }

  @Override
  public double flatness() {
    return rule.flatness(x, gradient);
  }

  @Override
  public double flatnessBefore() {
    return rule.flatness(there, gradientThere);
  }

  @Override
  public double[] point() {
    return x.clone();
  }

  @Override
  public void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    rule.exchange(state);
  }
}
