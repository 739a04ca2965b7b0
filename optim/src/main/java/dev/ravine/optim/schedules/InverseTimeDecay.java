package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;

/// 1/t decay: at(k) = initial / (1 + rate · k).
///
/// @param initial the value at k = 0, positive
/// @param rate 0 or more, per step
@Named(value = "inverseTime", summary = "1/t decay")
public record InverseTimeDecay(double initial, double rate) implements Schedule {

  public InverseTimeDecay {
    Require.positive("initial", initial);
    Require.notNegative("rate", rate);
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
