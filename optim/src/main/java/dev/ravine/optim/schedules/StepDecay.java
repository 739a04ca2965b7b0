package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Falls by a factor once in so many steps: at(k) = initial · factor^⌊k / every⌋.
///
/// @param initial the value at k = 0, positive
/// @param factor positive; below 1 for a decay
/// @param every 1 or more steps
@Named(value = "step", summary = "falls by a factor at intervals")
public record StepDecay(
    @In("(0, ∞)") double initial, @In("(0, ∞)") double factor, @In("[1, ∞)") long every)
    implements Schedule {

  public StepDecay {
    Range.check(StepDecay.class, initial, factor, every);
  }

  /// The schedule with these values.
  ///
  /// @param initial the value at k = 0, positive
  /// @param factor positive; below 1 for a decay
  /// @param every 1 or more steps
  /// @return a schedule
  public static StepDecay of(double initial, double factor, long every) {
    return new StepDecay(initial, factor, every);
  }

  @Override
  public double at(long k) {
    return initial * Powers.of(factor, k / every);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
