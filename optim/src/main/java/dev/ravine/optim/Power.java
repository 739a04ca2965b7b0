package dev.ravine.optim;

/// Whole powers in double, by repeated squaring. (The JDK's `StrictMath.pow` allocates.)
public final class Power {

  private Power() {}

  /// Raises a number to a whole power.
  ///
  /// @param base any number
  /// @param exponent 0 or more
  /// @return base to the power, to a relative error of at most exponent · 2⁻⁵³
  public static double of(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }
}
