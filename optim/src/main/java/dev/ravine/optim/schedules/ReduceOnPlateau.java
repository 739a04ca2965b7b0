package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.List;

/// Falls by a factor whenever a measurement has stopped getting better: the one schedule that
/// depends on more than the step. Measurements come from
/// [dev.ravine.optim.Stepper#observe(double)]; the trainer gives the validation loss of each epoch.
///
/// **Deviations:** the same as PyTorch's `ReduceLROnPlateau` with mode `min` and a relative
/// threshold, but that falls of less than 1e-8 are made too.
///
/// @param initial the value at first, positive
/// @param factor in [0, 1)
/// @param patience how many measurements without progress are borne, 0 or more
/// @param threshold what counts as progress: below best · (1 − threshold), in [0, 1)
/// @param cooldown how many measurements after a fall do not count, 0 or more
/// @param least what it does not fall below, 0 or more
@Named(value = "plateau", summary = "falls when progress stops")
public record ReduceOnPlateau(
    @In("(0, ∞)") double initial,
    @In("[0, 1)") double factor,
    @In("[0, ∞)") int patience,
    @In("[0, 1)") double threshold,
    @In("[0, ∞)") int cooldown,
    @In("[0, ∞)") double least)
    implements Schedule {

  public ReduceOnPlateau {
    Range.check(ReduceOnPlateau.class, initial, factor, patience, threshold, cooldown, least);
  }

  /// The usual form.
  ///
  /// @param initial the value at first
  /// @return factor 0.1, patience 10, threshold 1e-4, no cooldown, no least value
  public static ReduceOnPlateau of(double initial) {
    return new ReduceOnPlateau(initial, 0.1, 10, 1e-4, 0, 0);
  }

  /// Sets `factor`.
  ///
  /// @param value in [0, 1)
  /// @return a changed copy
  public ReduceOnPlateau factor(double value) {
    return new ReduceOnPlateau(initial, value, patience, threshold, cooldown, least);
  }

  /// Sets `patience`.
  ///
  /// @param value how many measurements without progress are borne, 0 or more
  /// @return a changed copy
  public ReduceOnPlateau patience(int value) {
    return new ReduceOnPlateau(initial, factor, value, threshold, cooldown, least);
  }

  /// Sets `threshold`.
  ///
  /// @param value what counts as progress: below best · (1 − threshold), in [0, 1)
  /// @return a changed copy
  public ReduceOnPlateau threshold(double value) {
    return new ReduceOnPlateau(initial, factor, patience, value, cooldown, least);
  }

  /// Sets `cooldown`.
  ///
  /// @param value how many measurements after a fall do not count, 0 or more
  /// @return a changed copy
  public ReduceOnPlateau cooldown(int value) {
    return new ReduceOnPlateau(initial, factor, patience, threshold, value, least);
  }

  /// Sets `least`.
  ///
  /// @param value what it does not fall below, 0 or more
  /// @return a changed copy
  public ReduceOnPlateau least(double value) {
    return new ReduceOnPlateau(initial, factor, patience, threshold, cooldown, value);
  }

  @Override
  public double at(long k) {
    return initial;
  }

  @Override
  public List<Memory> memory() {
    return List.of(
        new Memory("value", initial),
        new Memory("best", Double.POSITIVE_INFINITY),
        new Memory("bad", 0),
        new Memory("cooling", 0));
  }

  @Override
  public double at(long k, double[] memory) {
    return memory[0];
  }

  @Override
  public void observe(double metric, double[] memory) {
    boolean better =
        memory[1] == Double.POSITIVE_INFINITY
            ? metric < memory[1]
            : metric < memory[1] - threshold * Math.abs(memory[1]);
    memory[1] = better ? metric : memory[1];
    memory[2] = better ? 0 : memory[2] + 1;
    if (memory[3] > 0) {
      memory[3]--;
      memory[2] = 0;
    }
    if (memory[2] > patience) {
      memory[0] = Math.max(least, memory[0] * factor);
      memory[2] = 0;
      memory[3] = cooldown;
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
