package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;

/// The last changes of position and gradient between two evaluations of a part, the newest first.
final class PartHistory {

  private static final double LEAST = 1e-12;

  private final double[][] steps;
  private final double[][] changes;
  private int count;

  PartHistory(int length, int capacity) {
    steps = new double[length][capacity];
    changes = new double[length][capacity];
  }

  int count() {
    return count;
  }

  double[] step(int age) {
    return steps[age];
  }

  double[] change(int age) {
    return changes[age];
  }

  /// Puts a pair in front, unless one of both is almost zero or they are at right angles.
  void add(double[] step, double[] change, double leastStep, double leastChange) {
    double stepNorm = norm(step);
    double changeNorm = norm(change);
    double cosine =
        Kernels.doubles().dot(step, 0, change, 0, step.length) / (stepNorm * changeNorm);
    boolean small = stepNorm < leastStep || changeNorm < leastChange;
    if (small || stepNorm < LEAST || changeNorm < LEAST || !(Math.abs(cosine) >= LEAST)) {
      return;
    }
    push(steps, step);
    push(changes, change);
    count = Math.min(count + 1, steps.length);
  }

  private static void push(double[][] rows, double[] first) {
    double[] oldest = rows[rows.length - 1];
    System.arraycopy(rows, 0, rows, 1, rows.length - 1);
    rows[0] = oldest;
    System.arraycopy(first, 0, oldest, 0, first.length);
  }

  private static double norm(double[] x) {
    return Math.sqrt(Kernels.doubles().sumOfSquares(x, 0, x.length));
  }

  void clear() {
    count = 0;
  }

  void transform(Coordinates change) {
    for (int age = 0; age < count; age++) {
      change.apply(steps[age]);
      change.apply(changes[age]);
    }
  }

  void exchange(String name, StateExchange state) {
    count = (int) state.count(name + "pairs", count);
    for (int age = 0; age < count; age++) {
      state.array(name + "step" + age, steps[age]);
      state.array(name + "change" + age, changes[age]);
    }
  }
}
