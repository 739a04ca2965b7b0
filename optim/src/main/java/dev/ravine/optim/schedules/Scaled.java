package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// Another schedule, multiplied.
///
/// @param schedule any
/// @param factor 0 or more
@Named(value = "scaled", summary = "another schedule, multiplied")
public record Scaled(Schedule schedule, @In("[0, ∞)") double factor) implements Schedule {

  public Scaled {
    Range.check(Scaled.class, schedule, factor);
  }

  @Override
  public double at(long k) {
    return factor * schedule.at(k);
  }

  @Override
  public List<Memory> memory() {
    return schedule.memory();
  }

  @Override
  public double at(long k, double[] memory) {
    return factor * schedule.at(k, memory);
  }

  @Override
  public void observe(double metric, double[] memory) {
    schedule.observe(metric, memory);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
