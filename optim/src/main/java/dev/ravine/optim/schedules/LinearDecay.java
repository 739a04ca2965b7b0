package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Goes from one value to another in a straight line, and stays there.
///
/// @param initial the value at k = 0, 0 or more
/// @param last the value from k = `steps` on, 0 or more
/// @param steps 1 or more
@Named(value = "linear", summary = "a straight line between two values")
public record LinearDecay(
    @In("[0, ∞)") double initial, @In("[0, ∞)") double last, @In("[1, ∞)") long steps)
    implements Schedule {

  public LinearDecay {
    Range.check(LinearDecay.class, initial, last, steps);
  }

  /// The usual form, which ends at 0.
  ///
  /// @param initial the value at k = 0, 0 or more
  /// @param steps 1 or more
  /// @return a schedule
  public static LinearDecay of(double initial, long steps) {
    return new LinearDecay(initial, 0, steps);
  }

  /// Sets `last`.
  ///
  /// @param value the value from k = `steps` on, 0 or more
  /// @return a changed copy
  public LinearDecay last(double value) {
    return new LinearDecay(initial, value, steps);
  }

  @Override
  public double at(long k) {
    return initial + (last - initial) * Math.min(1, (double) k / steps);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
