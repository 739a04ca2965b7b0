package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Half a cosine again and again, each time from the beginning and longer.
///
/// Loshchilov, Hutter: SGDR (arXiv 1608.03983), section 3.
///
/// @param initial the value at the beginning of each period, 0 or more
/// @param period the first period's length, 1 or more steps
/// @param factor how much longer each period is than the one before, 1 or more
/// @param last what each period falls to, 0 or more
@Named(
    value = "cosineRestarts",
    summary = "half a cosine again and again",
    source = "Loshchilov, Hutter 2016, arXiv 1608.03983")
public record CosineRestarts(
    @In("[0, ∞)") double initial,
    @In("[1, ∞)") long period,
    @In("[1, ∞)") int factor,
    @In("[0, ∞)") double last)
    implements Schedule {

  public CosineRestarts {
    Range.check(CosineRestarts.class, initial, period, factor, last);
  }

  /// The usual form, which has equal periods that end at 0.
  ///
  /// @param initial the value at the beginning of each period, 0 or more
  /// @param period the first period's length, 1 or more steps
  /// @return a schedule
  public static CosineRestarts of(double initial, long period) {
    return new CosineRestarts(initial, period, 1, 0);
  }

  /// Sets `factor`.
  ///
  /// @param value how much longer each period is than the one before, 1 or more
  /// @return a changed copy
  public CosineRestarts factor(int value) {
    return new CosineRestarts(initial, period, value, last);
  }

  /// Sets `last`.
  ///
  /// @param value what each period falls to, 0 or more
  /// @return a changed copy
  public CosineRestarts last(double value) {
    return new CosineRestarts(initial, period, factor, value);
  }

  @Override
  public double at(long k) {
    long begin = 0;
    long length = period;
    if (factor == 1) {
      begin = k / period * period;
    } else {
      while (k - begin >= length) {
        begin += length;
        length *= factor;
      }
    }
    return last + (initial - last) * Cosine.half((double) (k - begin) / length);
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
