package dev.ravine.kernels.plain;

import dev.ravine.kernels.function.ElementaryFunction;

/// Elementary functions in double precision by polynomials of our own, one number at a time. Their
/// vector twins in [dev.ravine.kernels.vector.VectorDoubleMath] do the same operations in the same
/// order.
///
/// The exponential: x = n ln 2 + r with |r| ≤ ln 2 / 2, eʳ by its Taylor series, times 2ⁿ. The
/// logarithm: x = 2ᵉ (1 + f) with 1 + f in [√½, √2), ln(1 + f) by the series of artanh(f / (2 +
/// f)). The softplus: ln(1 + z) = 2 artanh(z / (2 + z)) with z = e⁻|ˣ|. The error function: below 1
/// its Taylor series, above 1 − e⁻ˣ² Q, Q a polynomial that `oracle/erf.py` finds.
public final class DoubleMath {

  public static final double LOG2_E = 1.4426950408889634;

  /// ln 2 in two parts, the first so short that its multiples by n are exact.
  public static final double LN2_HIGH = 0x1.62e42feep-1;

  public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /// Adding it rounds to an integer, which then stands in the lowest bits.
  public static final double ROUNDER = 0x1.8p52;

  /// The bits of [#ROUNDER].
  public static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

  /// Below the first every exponential is 0, above the second infinite.
  public static final double EXP_MINIMUM = -746;

  public static final double EXP_MAXIMUM = 710;

  /// From half of this on, tanh is 1.
  public static final double TANH_MAXIMUM = 44;

  /// From here on, erf is 1.
  public static final double ERF_MAXIMUM = 6;

  public static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

  public static final int MANTISSA = 52;
  public static final long MANTISSA_MASK = 0xfffffffffffffL;
  public static final long EXPONENT_BIAS = 1023;
  public static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;

  /// Makes any subnormal number normal.
  public static final double NORMALIZER = 0x1p52;

  private DoubleMath() {}

  /// out = f(x).
  public static void apply(ElementaryFunction f, double[] x, double[] out, int from, int to) {
    switch (f) {
      case SQRT -> {
        for (int i = from; i < to; i++) {
          out[i] = Math.sqrt(x[i]);
        }
      }
      case EXP -> {
        for (int i = from; i < to; i++) {
          out[i] = exp(x[i]);
        }
      }
      case LOG -> {
        for (int i = from; i < to; i++) {
          out[i] = log(x[i]);
        }
      }
      case TANH -> {
        for (int i = from; i < to; i++) {
          out[i] = tanh(x[i]);
        }
      }
      case SIGMOID -> {
        for (int i = from; i < to; i++) {
          out[i] = sigmoid(x[i]);
        }
      }
      case SOFTPLUS -> {
        for (int i = from; i < to; i++) {
          out[i] = softplus(x[i]);
        }
      }
      case ERF -> {
        for (int i = from; i < to; i++) {
          out[i] = erf(x[i]);
        }
      }
    }
  }

  private static double exp(double x) {
    double y = Math.max(Math.min(x, EXP_MAXIMUM), EXP_MINIMUM);
    double shifted = Math.fma(y, LOG2_E, ROUNDER);
    long n = Double.doubleToRawLongBits(shifted) - ROUNDER_BITS;
    long half = n >> 1;
    return (1 + expm1(reduce(y, shifted - ROUNDER))) * twoTo(half) * twoTo(n - half);
  }

  private static double tanh(double x) {
    double y = Math.min(2 * Math.abs(x), TANH_MAXIMUM);
    double shifted = Math.fma(y, LOG2_E, ROUNDER);
    double scale = twoTo(Double.doubleToRawLongBits(shifted) - ROUNDER_BITS);
    double t = Math.fma(expm1(reduce(y, shifted - ROUNDER)), scale, scale - 1);
    return Math.copySign(t / (t + 2), x);
  }

  private static double sigmoid(double x) {
    double z = exp(-Math.abs(x));
    return (x >= 0 ? 1 : z) / (1 + z);
  }

  private static double softplus(double x) {
    double z = exp(-Math.abs(x));
    double s = z / (2 + z);
    double r = s * s;
    double p = 1.0 / 35;
    p = Math.fma(p, r, 1.0 / 33);
    p = Math.fma(p, r, 1.0 / 31);
    p = Math.fma(p, r, 1.0 / 29);
    p = Math.fma(p, r, 1.0 / 27);
    p = Math.fma(p, r, 1.0 / 25);
    p = Math.fma(p, r, 1.0 / 23);
    p = Math.fma(p, r, 1.0 / 21);
    p = Math.fma(p, r, 1.0 / 19);
    p = Math.fma(p, r, 1.0 / 17);
    p = Math.fma(p, r, 1.0 / 15);
    p = Math.fma(p, r, 1.0 / 13);
    p = Math.fma(p, r, 1.0 / 11);
    p = Math.fma(p, r, 1.0 / 9);
    p = Math.fma(p, r, 1.0 / 7);
    p = Math.fma(p, r, 1.0 / 5);
    p = Math.fma(p, r, 1.0 / 3);
    double first = 2 * s;
    return Math.max(x, 0) + Math.fma(first * r, p, first);
  }

  private static double erf(double x) {
    double t = Math.min(Math.abs(x), ERF_MAXIMUM);
    double z = t * t;
    double p = 1.0 / 236887827111936000L;
    p = Math.fma(p, z, -1.0 / 12449059983360000L);
    p = Math.fma(p, z, 1.0 / 690452066304000L);
    p = Math.fma(p, z, -1.0 / 40537905408000L);
    p = Math.fma(p, z, 1.0 / 2528170444800L);
    p = Math.fma(p, z, -1.0 / 168129561600L);
    p = Math.fma(p, z, 1.0 / 11975040000L);
    p = Math.fma(p, z, -1.0 / 918086400);
    p = Math.fma(p, z, 1.0 / 76204800);
    p = Math.fma(p, z, -1.0 / 6894720);
    p = Math.fma(p, z, 1.0 / 685440);
    p = Math.fma(p, z, -1.0 / 75600);
    p = Math.fma(p, z, 1.0 / 9360);
    p = Math.fma(p, z, -1.0 / 1320);
    p = Math.fma(p, z, 1.0 / 216);
    p = Math.fma(p, z, -1.0 / 42);
    p = Math.fma(p, z, 1.0 / 10);
    p = Math.fma(p, z, -1.0 / 3);
    p = Math.fma(p, z, 1);
    double small = TWO_OVER_ROOT_PI * t * p;
    double w = (t - 2) / (t + 2);
    double q = -2.22812957637235e-07;
    q = Math.fma(q, w, 4.146302183268488e-06);
    q = Math.fma(q, w, 1.859427387429402e-06);
    q = Math.fma(q, w, -1.4166339069117108e-05);
    q = Math.fma(q, w, -2.7640727821912852e-05);
    q = Math.fma(q, w, 2.7560352756678313e-05);
    q = Math.fma(q, w, 0.00017436477257256738);
    q = Math.fma(q, w, 4.355265359817883e-05);
    q = Math.fma(q, w, -0.0009819771114740715);
    q = Math.fma(q, w, -0.0008471431229415333);
    q = Math.fma(q, w, 0.006997461739200575);
    q = Math.fma(q, w, 0.0037328924016564484);
    q = Math.fma(q, w, -0.07897858101571269);
    q = Math.fma(q, w, 0.24165819424248763);
    q = Math.fma(q, w, -0.4271858474139585);
    q = Math.fma(q, w, 0.2553956763105057);
    double large = 1 - exp(-z) * q;
    return Math.copySign(t < 1 ? small : large, x);
  }

  /// The natural logarithm.
  public static double log(double x) {
    boolean subnormal = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(subnormal ? x * NORMALIZER : x) - SQRT_HALF_BITS;
    double e = (bits >> MANTISSA) - (subnormal ? MANTISSA : 0);
    double f = Double.longBitsToDouble((bits & MANTISSA_MASK) + SQRT_HALF_BITS) - 1;
    double s = f / (2 + f);
    double z = s * s;
    double p = 2.0 / 25;
    p = Math.fma(p, z, 2.0 / 23);
    p = Math.fma(p, z, 2.0 / 21);
    p = Math.fma(p, z, 2.0 / 19);
    p = Math.fma(p, z, 2.0 / 17);
    p = Math.fma(p, z, 2.0 / 15);
    p = Math.fma(p, z, 2.0 / 13);
    p = Math.fma(p, z, 2.0 / 11);
    p = Math.fma(p, z, 2.0 / 9);
    p = Math.fma(p, z, 2.0 / 7);
    p = Math.fma(p, z, 2.0 / 5);
    p = Math.fma(p, z, 2.0 / 3);
    double halfSquare = 0.5 * f * f;
    double tail = Math.fma(e, LN2_LOW, s * (halfSquare + z * p));
    double result = Math.fma(e, LN2_HIGH, f - (halfSquare - tail));
    if (x > 0 && x < Double.POSITIVE_INFINITY) {
      return result;
    }
    return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
  }

  private static double reduce(double x, double n) {
    return Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, x));
  }

  private static double expm1(double r) {
    double p = 1.0 / 6227020800L;
    p = Math.fma(p, r, 1.0 / 479001600);
    p = Math.fma(p, r, 1.0 / 39916800);
    p = Math.fma(p, r, 1.0 / 3628800);
    p = Math.fma(p, r, 1.0 / 362880);
    p = Math.fma(p, r, 1.0 / 40320);
    p = Math.fma(p, r, 1.0 / 5040);
    p = Math.fma(p, r, 1.0 / 720);
    p = Math.fma(p, r, 1.0 / 120);
    p = Math.fma(p, r, 1.0 / 24);
    p = Math.fma(p, r, 1.0 / 6);
    p = Math.fma(p, r, 1.0 / 2);
    return Math.fma(r * r, p, r);
  }

  private static double twoTo(long n) {
    return Double.longBitsToDouble((n + EXPONENT_BIAS) << MANTISSA);
  }
}
