package dev.ravine.random;

/// The cosine with the bits of `StrictMath.cos`, which allocates an array for every argument beyond
/// π/4: Payne and Hanek's reduction in the form of Cody and Waite (π/2 in parts of 33 bits, so that
/// their multiples are exact), then the polynomials of fdlibm for sine and cosine up to π/4.
final class Cosine {

  /// The first 33 bits of π/2, and what is left of it.
  private static final double HALF_PI = 0x1.921fb544p0;

  private static final double HALF_PI_REST = 0x1.0b4611a626331p-34;
  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /// So many equal leading bits of an argument and a multiple of π/2 leave too few for the rest.
  private static final int SHARED_BITS = 16;

  private static final long UPPER_OF_QUARTER_PI = upper(StrictMath.PI / 4);
  private static final double SMALLEST = 0x1p-27;

  private Cosine() {}

  /// The cosine.
  ///
  /// @param x from 0 to 2π
  /// @return the bits of `StrictMath.cos(x)`
  static double of(double x) {
    if (upper(x) <= UPPER_OF_QUARTER_PI) {
      return x < SMALLEST ? 1 : cosine(x, 0);
    }
    int quarter = (int) (x * TWO_OVER_PI + 0.5);
    double r = x - quarter * HALF_PI;
    double w = quarter * HALF_PI_REST;
    double high = r - w;
    if (StrictMath.getExponent(x) - StrictMath.getExponent(high) > SHARED_BITS) {
      return StrictMath.cos(x);
    }
    double low = (r - high) - w;
    return switch (quarter & 3) {
      case 0 -> cosine(high, low);
      case 1 -> -sine(high, low);
      case 2 -> -cosine(high, low);
      default -> sine(high, low);
    };
  }

  /// Of high + low, up to π/4 in size.
  private static double cosine(double high, double low) {
    double z = high * high;
    double r = -1.1359647557788195e-11;
    r = 2.087572321298175e-09 + z * r;
    r = -2.7557314351390663e-07 + z * r;
    r = 2.480158728947673e-05 + z * r;
    r = -0.001388888888887411 + z * r;
    r = 0.0416666666666666 + z * r;
    r = z * r;
    double tail = z * r - high * low;
    double size = Math.abs(high);
    if (upper(size) < 0x3fd33333) {
      return 1 - (0.5 * z - tail);
    }
    double part =
        upper(size) > 0x3fe90000
            ? 0.28125
            : Double.longBitsToDouble((upper(size) - 0x00200000L) << 32);
    double half = 0.5 * z - part;
    return (1 - part) - (half - tail);
  }

  private static double sine(double high, double low) {
    double z = high * high;
    double v = z * high;
    double r = 1.58969099521155e-10;
    r = -2.5050760253406863e-08 + z * r;
    r = 2.7557313707070068e-06 + z * r;
    r = -0.0001984126982985795 + z * r;
    r = 0.00833333333332249 + z * r;
    return high - ((z * (0.5 * low - v * r) - low) - v * -0.16666666666666632);
  }

  private static long upper(double value) {
    return Double.doubleToRawLongBits(value) >>> 32;
  }
}
