package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// One rise and one long fall, both along half a cosine: from peak / divide up to peak, then down
/// to peak / divide / finalDivide.
///
/// Smith, Topin: Super-Convergence (arXiv 1708.07120); the form with cosines and the defaults 0.3,
/// 25 and 1e4 are those of fast.ai and PyTorch.
///
/// @param peak the value where the rise ends
/// @param steps of rise and fall together; afterwards it stays
/// @param rise the share of steps that rise, in [0, 1)
/// @param divide how many times smaller than peak the first value is
/// @param finalDivide how many times smaller than the first the last value is
@Named(
    value = "oneCycle",
    summary = "one rise and one long fall",
    source = "Smith, Topin 2017, arXiv 1708.07120")
public record OneCycle(
    @In("(0, ∞)") double peak,
    @In("[1, ∞)") long steps,
    @In("[0, 1)") double rise,
    @In("(0, ∞)") double divide,
    @In("(0, ∞)") double finalDivide)
    implements Schedule {

  public OneCycle {
    Range.check(OneCycle.class, peak, steps, rise, divide, finalDivide);
  }

  /// The usual form.
  ///
  /// @param peak the largest value, positive
  /// @param steps of rise and fall together
  /// @return rise 0.3, divide 25, finalDivide 1e4
  public static OneCycle of(double peak, long steps) {
    return new OneCycle(peak, steps, 0.3, 25, 1e4);
  }

  /// Sets `rise`.
  ///
  /// @param value the share of steps that rise, in [0, 1)
  /// @return a changed copy
  public OneCycle rise(double value) {
    return new OneCycle(peak, steps, value, divide, finalDivide);
  }

  /// Sets `divide`.
  ///
  /// @param value how many times smaller than peak the first value is
  /// @return a changed copy
  public OneCycle divide(double value) {
    return new OneCycle(peak, steps, rise, value, finalDivide);
  }

  /// Sets `finalDivide`.
  ///
  /// @param value how many times smaller than the first the last value is
  /// @return a changed copy
  public OneCycle finalDivide(double value) {
    return new OneCycle(peak, steps, rise, divide, value);
  }

  @Override
  public double at(long k) {
    double top = rise * steps - 1;
    double end = steps - 1;
    double low = peak / divide;
    if (top <= 0) {
      return fall(end <= 0 ? 1 : k / end);
    }
    if (k < top) {
      return peak + (low - peak) * Cosine.half(k / top);
    }
    return fall((k - top) / (end - top));
  }

  /// From the peak to the end.
  private double fall(double share) {
    double last = peak / divide / finalDivide;
    return last + (peak - last) * Cosine.half(Math.min(1, share));
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
