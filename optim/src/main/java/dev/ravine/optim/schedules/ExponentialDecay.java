package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Falls by the same factor in every step: at(k) = initial · e^(−rate · k).
///
/// @param initial the value at k = 0, positive
/// @param rate 0 or more, per step
@Named(value = "exponential", summary = "falls by the same factor in every step")
public record ExponentialDecay(@In("(0, ∞)") double initial, @In("[0, ∞)") double rate)
    implements Schedule {

  public ExponentialDecay {
    Range.check(ExponentialDecay.class, initial, rate);
  }

  /// The schedule with these values.
  ///
  /// @param initial the value at k = 0, positive
  /// @param rate 0 or more, per step
  /// @return a schedule
  public static ExponentialDecay of(double initial, double rate) {
    return new ExponentialDecay(initial, rate);
  }

  @Override
  public double at(long k) {
    return initial * StrictMath.exp(-rate * k);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
