package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// Schedules one after the other, each from its own beginning.
///
/// @param schedules at least one
/// @param at when each but the first begins, ascending
@Named(value = "joined", summary = "schedules one after the other")
public record Joined(List<Schedule> schedules, List<Long> at) implements Schedule {

  public Joined {
    schedules = List.copyOf(schedules);
    schedules.forEach(schedule -> Require.dependsOnStepAlone("schedules", schedule));
    at = Ascending.copy("at", at);
    Ascending.sameLength("at", at.size(), "all schedules but the first", schedules.size() - 1);
  }

  @Override
  public double at(long k) {
    int i = 0;
    while (i < at.size() && at.get(i) <= k) {
      i++;
    }
    return schedules.get(i).at(i == 0 ? k : k - at.get(i - 1));
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
