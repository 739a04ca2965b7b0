package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// 1/t decay: at(k) = initial / (1 + rate · k).
///
/// @param initial the value at k = 0, positive
/// @param rate 0 or more, per step
@Named(value = "inverseTime", summary = "1/t decay")
public record InverseTimeDecay(@In("(0, ∞)") double initial, @In("[0, ∞)") double rate)
    implements Schedule {

  public InverseTimeDecay {
    Range.check(InverseTimeDecay.class, initial, rate);
  }

  /// The schedule with these values.
  ///
  /// @param initial the value at k = 0, positive
  /// @param rate 0 or more, per step
  /// @return a schedule
  public static InverseTimeDecay of(double initial, double rate) {
    return new InverseTimeDecay(initial, rate);
  }

  @Override
  public double at(long k) {
    return initial / (1 + rate * k);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
