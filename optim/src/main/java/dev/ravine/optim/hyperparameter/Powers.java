package dev.ravine.optim.hyperparameter;

/// Powers in double. (The JDK's `StrictMath.pow` allocates.)
public final class Powers {

  private Powers() {}

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

  /// Raises a number to any power.
  ///
  /// @param base 0 or more
  /// @param exponent any number
  /// @return base to the power, to a relative error of about |exponent · ln base| · 2⁻⁵²
  public static double of(double base, double exponent) {
    return exponent == 0 ? 1 : StrictMath.exp(exponent * StrictMath.log(base));
  }
}
