package dev.ravine.optim.schedules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;

/// Up in a straight line, level, down along 1 − √: the end can be chosen while training is going
/// on.
///
/// Hu and others: MiniCPM (arXiv 2404.06395), section 4.2; Hägele and others: Scaling Laws and
/// Compute-Optimal Training Beyond Fixed Training Durations (arXiv 2405.18392), equation 1, for the
/// shape of the fall.
///
/// @param peak the level, positive
/// @param warmup steps up from 0, 0 or more
/// @param stable steps on the level, 0 or more
/// @param decay steps down to 0, 1 or more
@Named(
    value = "warmupStableDecay",
    summary = "up, level, down",
    source = "Hu et al. 2024, arXiv 2404.06395")
public record WarmupStableDecay(
    @In("(0, ∞)") double peak,
    @In("[0, ∞)") long warmup,
    @In("[0, ∞)") long stable,
    @In("[1, ∞)") long decay)
    implements Schedule {

  public WarmupStableDecay {
    Range.check(WarmupStableDecay.class, peak, warmup, stable, decay);
  }

  /// The schedule with these values.
  ///
  /// @param peak the level, positive
  /// @param warmup steps up from 0, 0 or more
  /// @param stable steps on the level, 0 or more
  /// @param decay steps down to 0, 1 or more
  /// @return a schedule
  public static WarmupStableDecay of(double peak, long warmup, long stable, long decay) {
    return new WarmupStableDecay(peak, warmup, stable, decay);
  }

  @Override
  public double at(long k) {
    if (k < warmup) {
      return peak * k / warmup;
    }
    long fallen = Math.max(0, Math.min(decay, k - warmup - stable));
    return peak * (1 - Math.sqrt((double) fallen / decay));
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
