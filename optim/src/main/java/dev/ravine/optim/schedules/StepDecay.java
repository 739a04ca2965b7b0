package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;

/// Falls by a factor once in so many steps: at(k) = initial · factor^⌊k / every⌋.
///
/// @param initial the value at k = 0, positive
/// @param factor positive; below 1 for a decay
/// @param every 1 or more steps
@Named(value = "step", summary = "falls by a factor at intervals")
public record StepDecay(double initial, double factor, long every) implements Schedule {

  public StepDecay {
    Require.positive("initial", initial);
    Require.positive("factor", factor);
    Require.positive("every", every);
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
