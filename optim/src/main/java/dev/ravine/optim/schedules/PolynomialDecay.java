package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Goes from one value to another along a power: at(k) = last + (initial − last) · (1 − k /
/// steps)^power.
///
/// @param initial the value at k = 0, 0 or more
/// @param last the value from k = `steps` on, 0 or more
/// @param power positive; 1 for a line
/// @param steps 1 or more
@Named(value = "polynomial", summary = "a power between two values")
public record PolynomialDecay(
    @In("[0, ∞)") double initial,
    @In("[0, ∞)") double last,
    @In("(0, ∞)") double power,
    @In("[1, ∞)") long steps)
    implements Schedule {

  public PolynomialDecay {
    Range.check(PolynomialDecay.class, initial, last, power, steps);
  }

  /// The usual form, which ends at 0.
  ///
  /// @param initial the value at k = 0, 0 or more
  /// @param power positive; 1 for a line
  /// @param steps 1 or more
  /// @return a schedule
  public static PolynomialDecay of(double initial, double power, long steps) {
    return new PolynomialDecay(initial, 0, power, steps);
  }

  /// Sets `last`.
  ///
  /// @param value the value from k = `steps` on, 0 or more
  /// @return a changed copy
  public PolynomialDecay last(double value) {
    return new PolynomialDecay(initial, value, power, steps);
  }

  @Override
  public double at(long k) {
    double left = 1 - Math.min(1, (double) k / steps);
    return last + (initial - last) * Powers.of(left, power);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
