package dev.ravine.optim.schedules;

/// Half a wave, as schedules use it. (The JDK's `StrictMath.cos` allocates, and so does `pow`.)
final class Cosine {

  /// Taylor's coefficients of sin(y) / y in powers of y².
  private static final double[] SINE = {
    1.0,
    -1.0 / 6,
    1.0 / 120,
    -1.0 / 5040,
    1.0 / 362880,
    -1.0 / 39916800,
    1.0 / 6227020800.0,
    -1.0 / 1307674368000.0,
    1.0 / 355687428096000.0
  };

  private Cosine() {}

  /// (1 + cos(π x)) / 2, which falls from 1 to 0 while x goes from 0 to 1.
  static double half(double x) {
    double far = sine(Math.PI / 2 * Math.min(x, 1 - x));
    return x <= 0.5 ? 1 - far * far : far * far;
  }

  /// For y in [0, π/4].
  private static double sine(double y) {
    double square = y * y;
    double sum = 0;
    for (int i = SINE.length - 1; i >= 0; i--) {
      sum = sum * square + SINE[i];
    }
    return y * sum;
  }
}
