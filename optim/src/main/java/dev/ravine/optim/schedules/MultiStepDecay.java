package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;
import java.util.stream.LongStream;

/// Falls by a factor at each of some steps: at(k) = initial · factor^(milestones ≤ k).
///
/// @param initial the value at k = 0, positive
/// @param factor positive; below 1 for a decay
/// @param milestones steps, ascending
@Named(value = "multiStep", summary = "falls by a factor at given steps")
public record MultiStepDecay(
    @In("(0, ∞)") double initial, @In("(0, ∞)") double factor, List<Long> milestones)
    implements Schedule {

  public MultiStepDecay {
    Range.check(MultiStepDecay.class, initial, factor, milestones);
    milestones = Ascending.copy("milestones", milestones);
  }

  /// The schedule with these values.
  ///
  /// @param initial the value at k = 0, positive
  /// @param factor positive; below 1 for a decay
  /// @param milestones steps, ascending
  /// @return a schedule
  public static MultiStepDecay of(double initial, double factor, long... milestones) {
    return new MultiStepDecay(initial, factor, LongStream.of(milestones).boxed().toList());
  }

  @Override
  public double at(long k) {
    int passed = 0;
    for (int i = 0; i < milestones.size() && milestones.get(i) <= k; i++) {
      passed++;
    }
    return initial * Powers.of(factor, passed);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
