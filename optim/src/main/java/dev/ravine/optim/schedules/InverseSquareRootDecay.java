package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// 1/√k decay after a flat beginning: at(k) = initial · √(flat / max(k, flat)).
///
/// Vaswani and others: Attention Is All You Need (arXiv 1706.03762), equation 3, without its
/// warm-up.
///
/// @param initial the value of the first steps, positive
/// @param flat how many steps it stays, 1 or more
@Named(
    value = "inverseSqrt",
    summary = "1/√t decay after a flat beginning",
    source = "Vaswani et al. 2017, arXiv 1706.03762")
public record InverseSquareRootDecay(@In("(0, ∞)") double initial, @In("[1, ∞)") long flat)
    implements Schedule {

  public InverseSquareRootDecay {
    Range.check(InverseSquareRootDecay.class, initial, flat);
  }

  /// The schedule with these values.
  ///
  /// @param initial the value of the first steps, positive
  /// @param flat how many steps it stays, 1 or more
  /// @return a schedule
  public static InverseSquareRootDecay of(double initial, long flat) {
    return new InverseSquareRootDecay(initial, flat);
  }

  @Override
  public double at(long k) {
    return initial * Math.sqrt((double) flat / Math.max(k, flat));
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
