package dev.ravine.nn.train;

import java.util.Arrays;

/// The times of steps, in bounded memory: of long trainings it keeps every second, fourth … step.
public final class StepMeter {

  /// At most this many steps are kept, at least half of it.
  private static final int MOST = 4096;

  private final long[] gradients = new long[MOST];
  private final long[] updates = new long[MOST];
  private int kept;
  private long every = 1;
  private long steps;
  private long total;

  /// Before the first step.
  public StepMeter() {}

  /// Adds a step.
  ///
  /// @param gradientNanos for the batch and its gradients
  /// @param updateNanos for the optimizer alone
  public void add(long gradientNanos, long updateNanos) {
    total += gradientNanos + updateNanos;
    if (steps++ % every != 0) {
      return;
    }
    if (kept == MOST) {
      kept = MOST / 2;
      for (int i = 0; i < kept; i++) {
        gradients[i] = gradients[2 * i];
        updates[i] = updates[2 * i];
      }
      every *= 2;
    }
    gradients[kept] = gradientNanos;
    updates[kept] = updateNanos;
    kept++;
  }

  /// All steps together, in nanoseconds.
  public long total() {
    return total;
  }

  /// Medians of the second half, so that the first steps, which run before the JIT compiler is
  /// done, do not count.
  public StepCost cost() {
    return kept == 0 ? new StepCost(0, 0) : new StepCost(median(gradients), median(updates));
  }

  /// The mean of the second half, for steps that several do at once, so that many are told in the
  /// same moment.
  public StepCost meanCost() {
    return kept == 0 ? new StepCost(0, 0) : new StepCost(mean(gradients), mean(updates));
  }

  private double mean(long[] nanos) {
    return Arrays.stream(nanos, kept / 2, kept).average().orElse(0) * 1e-6;
  }

  private double median(long[] nanos) {
    long[] sorted = Arrays.copyOfRange(nanos, kept / 2, kept);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] * 1e-6;
  }
}
