package dev.ravine.optim.minimize;

/// Direction, line search, step: what gradient descent, conjugate gradients and quasi-Newton
/// methods have in common.
final class LineSearchMinimization implements Minimization, LineSearch.Line {

  private final Objective objective;
  private final Direction rule;
  private final LineSearch search;
  private final StoppingRules rules;
  private final double[] x;
  private final double[] gradient;
  private final double[] direction;
  private final double[] there;
  private final double[] gradientThere;
  private double value;
  private double valueThere;
  private double decrease;
  private long iterations;
  private long evaluations;
  private boolean ended;
  private Stop stop = Stop.UNFINISHED;

  LineSearchMinimization(
      Objective objective, double[] start, StoppingRules rules, Direction rule, LineSearch search) {
    int n = objective.dimension();
    if (start.length != n) {
      throw new IllegalArgumentException(
          "start must have %d numbers, as the objective has, had %d".formatted(n, start.length));
    }
    this.objective = objective;
    this.rule = rule;
    this.search = search;
    this.rules = rules;
    x = start.clone();
    gradient = new double[n];
    direction = new double[n];
    there = new double[n];
    gradientThere = new double[n];
    value = objective.gradient(x, gradient);
    evaluations = 1;
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
    checkGradient();
  }

  private void checkGradient() {
    if (Vectors.greatest(gradient) <= rules.gradientTolerance()) {
      end(Stop.GRADIENT);
    }
  }

  private void end(Stop why) {
    ended = true;
    stop = why;
  }

  @Override
  public boolean step() {
    if (ended) {
      return false;
    }
    rule.direction(gradient, direction);
    double slope = Vectors.dot(gradient, direction);
    if (!(slope < 0)) {
      rule.reset();
      rule.direction(gradient, direction);
      slope = Vectors.dot(gradient, direction);
    }
    double first = rule.first(decrease, slope, Math.sqrt(Vectors.dot(direction, direction)));
    LineSearch.Step step = search.search(this, value, slope, first, left());
    if (step.t() == 0) {
      return restartOrEnd();
    }
    if (!step.isLast()) {
      value(step.t());
    }
    accept();
    return true;
  }

  private long left() {
    return Math.max(1, rules.evaluations() - evaluations);
  }

  /// A quasi-Newton direction may be a bad one; the negative gradient is the last resort.
  private boolean restartOrEnd() {
    double norm = Vectors.dot(gradient, gradient);
    boolean steepest = Vectors.dot(gradient, direction) == -norm;
    if (evaluations >= rules.evaluations()) {
      end(Stop.EVALUATIONS);
    } else if (steepest || norm == 0) {
      end(Stop.LINE_SEARCH);
    } else {
      rule.reset();
      return step();
    }
    return false;
  }

  private void accept() {
    iterations++;
    decrease = value - valueThere;
    double size = Math.max(Math.max(Math.abs(value), Math.abs(valueThere)), 1);
    for (int i = 0; i < x.length; i++) {
      double moved = there[i] - x[i];
      x[i] = there[i];
      there[i] = moved;
      double changed = gradientThere[i] - gradient[i];
      gradient[i] = gradientThere[i];
      gradientThere[i] = changed;
    }
    value = valueThere;
    rule.update(there, gradientThere, gradient);
    checkGradient();
    if (!ended && decrease <= rules.valueTolerance() * size) {
      end(Stop.VALUE);
    } else if (!ended && iterations >= rules.iterations()) {
      end(Stop.ITERATIONS);
    } else if (!ended && evaluations >= rules.evaluations()) {
      end(Stop.EVALUATIONS);
    }
  }

  @Override
  public double value(double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    valueThere = objective.gradient(there, gradientThere);
    evaluations++;
    return valueThere;
  }

  @Override
  public double slope() {
    return Vectors.dot(gradientThere, direction);
  }

  @Override
  public Minimum minimum() {
    return new Minimum(x.clone(), value, Vectors.greatest(gradient), iterations, evaluations, stop);
  }
}
