package dev.ravine.optim.finitesum;

import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.Tally;
import java.util.Arrays;

/// What methods for sums count, and when they end.
final class SumProgress {

  private final FiniteSum objective;
  private final StoppingRules rules;
  private final double[] values;
  private final Tally tally;

  SumProgress(FiniteSum objective, StoppingRules rules) {
    this.objective = objective;
    this.rules = rules;
    tally = new Tally(rules, objective.parts());
    values = new double[objective.parts()];
    Arrays.fill(values, Double.NaN);
  }

  /// The objective as a sum.
  ///
  /// @param name of the method that needs one
  static FiniteSum sum(String name, Objective objective, double[] start) {
    if (!(objective instanceof FiniteSum sum)) {
      throw new IllegalArgumentException(
          name + " needs a sum of functions, but the objective is one function");
    }
    Tally.checkStart(sum, start);
    return sum;
  }

  /// Evaluates a part; what is not finite ends the minimization, but at the start, where it is an
  /// error.
  double evaluate(int part, double[] x, double[] gradient) {
    double value = look(part, x, gradient);
    values[part] = value;
    double sum = value;
    for (double g : gradient) {
      sum += 0 * g;
    }
    if (!Double.isFinite(sum)) {
      if (tally.evaluations() == 1) {
        throw new IllegalArgumentException(
            "value and gradient must be finite at the start, the value was " + value);
      }
      tally.end(Stop.NOT_FINITE);
    }
    return value;
  }

  /// Evaluates a part where the minimization does not go.
  double look(int part, double[] x, double[] gradient) {
    double value = objective.gradient(part, x, gradient);
    tally.evaluated(1);
    return value;
  }

  double resolution() {
    return objective.resolution();
  }

  boolean hasEnded() {
    return tally.hasEnded();
  }

  void iterated() {
    tally.iterated();
  }

  /// Ends it if a rule says so.
  ///
  /// @param norm of the gradient of the sum; infinite where it is not known
  void check(double norm) {
    tally.check(norm <= rules.gradientTolerance());
  }

  /// The value is what the last evaluation of each part adds up to.
  Minimum minimum(double[] x, double gradientNorm) {
    double sum = 0;
    int known = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    double value = sum * values.length / known;
    return tally.estimate(x.clone(), value, gradientNorm);
  }

  void exchange(StateExchange state) {
    state.array("values", values);
    tally.exchange(state);
  }
}
