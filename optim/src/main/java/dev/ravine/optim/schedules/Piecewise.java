package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// Values from a table.
///
/// @param steps where values are given, ascending
/// @param values as many
/// @param between what happens from one to the next; before the first and after the last they stay
@Named(value = "piecewise", summary = "values from a table")
public record Piecewise(List<Long> steps, List<Double> values, Between between)
    implements Schedule {

  public Piecewise {
    steps = Ascending.copy("steps", steps);
    values = List.copyOf(values);
    Ascending.sameLength("values", values.size(), "steps", steps.size());
    Require.positive("steps' count", steps.size());
  }

  @Override
  public double at(long k) {
    int i = 0;
    while (i < steps.size() && steps.get(i) <= k) {
      i++;
    }
    if (i == 0) {
      return values.getFirst();
    }
    double value = values.get(i - 1);
    if (i == steps.size() || between == Between.CONSTANT) {
      return value;
    }
    double share = (double) (k - steps.get(i - 1)) / (steps.get(i) - steps.get(i - 1));
    return value + (values.get(i) - value) * share;
  }

  /// What happens between two steps of the table.
  public enum Between {
    /// The value stays until the next one.
    CONSTANT,
    /// A straight line to the next one.
    LINEAR
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
