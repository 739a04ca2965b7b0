package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Goes from one value to another along half a cosine, and stays there: at(k) = last + (initial −
/// last) · (1 + cos(π k / steps)) / 2.
///
/// Loshchilov, Hutter: SGDR (arXiv 1608.03983), equation 5.
///
/// @param initial the value at k = 0, 0 or more
/// @param steps 1 or more
/// @param last the value from k = `steps` on, 0 or more
@Named(
    value = "cosine",
    summary = "half a cosine between two values",
    source = "Loshchilov, Hutter 2016, arXiv 1608.03983")
public record CosineDecay(
    @In("[0, ∞)") double initial, @In("[1, ∞)") long steps, @In("[0, ∞)") double last)
    implements Schedule {

  public CosineDecay {
    Range.check(CosineDecay.class, initial, steps, last);
  }

  /// The usual form, which ends at 0.
  ///
  /// @param initial the value at k = 0, 0 or more
  /// @param steps 1 or more
  /// @return a schedule
  public static CosineDecay of(double initial, long steps) {
    return new CosineDecay(initial, steps, 0);
  }

  /// Sets `last`.
  ///
  /// @param value the value from k = `steps` on, 0 or more
  /// @return a changed copy
  public CosineDecay last(double value) {
    return new CosineDecay(initial, steps, value);
  }

  @Override
  public double at(long k) {
    return last + (initial - last) * Cosine.half(Math.min(1, (double) k / steps));
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
