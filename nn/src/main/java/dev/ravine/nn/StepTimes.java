package dev.ravine.nn;

import java.util.Arrays;

/// The times of steps.
final class StepTimes {

  private final long[] gradients;
  private final long[] updates;
  private int count;
  private long total;

  StepTimes(int capacity) {
    gradients = new long[capacity];
    updates = new long[capacity];
  }

  void add(long gradientNanos, long updateNanos) {
    gradients[count] = gradientNanos;
    updates[count] = updateNanos;
    count++;
    total += gradientNanos + updateNanos;
  }

  /// All of them together, in nanoseconds.
  long total() {
    return total;
  }

  /// Medians of the second half, so that the first steps, which run before the JIT compiler is
  /// done, do not count.
  StepCost cost() {
    return count == 0 ? new StepCost(0, 0) : new StepCost(median(gradients), median(updates));
  }

  private double median(long[] nanos) {
    long[] sorted = Arrays.copyOfRange(nanos, count / 2, count);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] * 1e-6;
  }
}
