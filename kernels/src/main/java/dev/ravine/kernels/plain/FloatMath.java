package dev.ravine.kernels.plain;

import dev.ravine.kernels.function.ElementaryFunction;

/// Elementary functions in single precision by polynomials of our own, one number at a time. Their
/// vector twins in [dev.ravine.kernels.vector.VectorFloatMath] do the same operations in the same
/// order.
///
/// The exponential: x = n ln 2 + r with |r| ≤ ln 2 / 2, eʳ by its Taylor series, times 2ⁿ. The
/// logarithm: x = 2ᵉ (1 + f) with 1 + f in [√½, √2), ln(1 + f) by the series of artanh(f / (2 +
/// f)). The softplus: ln(1 + z) = 2 artanh(z / (2 + z)) with z = e⁻|ˣ|. The error function: below 1
/// its Taylor series, above 1 − e⁻ˣ² Q, Q a polynomial that `oracle/erf.py` finds.
public final class FloatMath {

  public static final float LOG2_E = 0x1.715476p0f;

  /// ln 2 in two parts, the first so short that its multiples by n are exact.
  public static final float LN2_HIGH = 0x1.63p-1f;

  public static final float LN2_LOW = -0x1.bd0106p-13f;

  /// Adding it rounds to an integer, which then stands in the lowest bits.
  public static final float ROUNDER = 0x1.8p23f;

  /// The bits of [#ROUNDER].
  public static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

  /// Below the first every exponential is 0, above the second infinite.
  public static final float EXP_MINIMUM = -106;

  public static final float EXP_MAXIMUM = 90;

  /// From half of this on, tanh is 1.
  public static final float TANH_MAXIMUM = 20;

  /// From here on, erf is 1.
  public static final float ERF_MAXIMUM = 4;

  public static final float TWO_OVER_ROOT_PI = 1.1283792f;

  public static final int MANTISSA = 23;
  public static final int MANTISSA_MASK = 0x7fffff;
  public static final int EXPONENT_BIAS = 127;
  public static final int SQRT_HALF_BITS = 0x3f3504f3;

  /// Makes any subnormal number normal.
  public static final float NORMALIZER = 0x1p23f;

  private FloatMath() {}

  /// out = f(x).
  public static void apply(ElementaryFunction f, float[] x, float[] out, int from, int to) {
    switch (f) {
      case SQRT -> {
        for (int i = from; i < to; i++) {
          out[i] = (float) Math.sqrt(x[i]);
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

  private static float exp(float x) {
    float y = Math.max(Math.min(x, EXP_MAXIMUM), EXP_MINIMUM);
    float shifted = Math.fma(y, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = n >> 1;
    return (1 + expm1(reduce(y, shifted - ROUNDER))) * twoTo(half) * twoTo(n - half);
  }

  private static float tanh(float x) {
    float y = Math.min(2 * Math.abs(x), TANH_MAXIMUM);
    float shifted = Math.fma(y, LOG2_E, ROUNDER);
    float scale = twoTo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
    float t = Math.fma(expm1(reduce(y, shifted - ROUNDER)), scale, scale - 1);
    return Math.copySign(t / (t + 2), x);
  }

  private static float sigmoid(float x) {
    float z = exp(-Math.abs(x));
    return (x >= 0 ? 1 : z) / (1 + z);
  }

  private static float softplus(float x) {
    float z = exp(-Math.abs(x));
    float s = z / (2 + z);
    float r = s * s;
    float p = 1f / 17;
    p = Math.fma(p, r, 1f / 15);
    p = Math.fma(p, r, 1f / 13);
    p = Math.fma(p, r, 1f / 11);
    p = Math.fma(p, r, 1f / 9);
    p = Math.fma(p, r, 1f / 7);
    p = Math.fma(p, r, 1f / 5);
    p = Math.fma(p, r, 1f / 3);
    float first = 2 * s;
    return Math.max(x, 0) + Math.fma(first * r, p, first);
  }

  private static float erf(float x) {
    float t = Math.min(Math.abs(x), ERF_MAXIMUM);
    float z = t * t;
    float p = 1f / 76204800;
    p = Math.fma(p, z, -1f / 6894720);
    p = Math.fma(p, z, 1f / 685440);
    p = Math.fma(p, z, -1f / 75600);
    p = Math.fma(p, z, 1f / 9360);
    p = Math.fma(p, z, -1f / 1320);
    p = Math.fma(p, z, 1f / 216);
    p = Math.fma(p, z, -1f / 42);
    p = Math.fma(p, z, 1f / 10);
    p = Math.fma(p, z, -1f / 3);
    p = Math.fma(p, z, 1);
    float small = TWO_OVER_ROOT_PI * t * p;
    float w = (t - 2) / (t + 2);
    float q = -0.0008379754f;
    q = Math.fma(q, w, 0.00681114f);
    q = Math.fma(q, w, 0.0037323718f);
    q = Math.fma(q, w, -0.07896831f);
    q = Math.fma(q, w, 0.2416582f);
    q = Math.fma(q, w, -0.42718598f);
    q = Math.fma(q, w, 0.25539568f);
    float large = 1 - exp(-z) * q;
    return Math.copySign(t < 1 ? small : large, x);
  }

  private static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(subnormal ? x * NORMALIZER : x) - SQRT_HALF_BITS;
    float e = (bits >> MANTISSA) - (subnormal ? MANTISSA : 0);
    float f = Float.intBitsToFloat((bits & MANTISSA_MASK) + SQRT_HALF_BITS) - 1;
    float s = f / (2 + f);
    float z = s * s;
    float p = 2f / 11;
    p = Math.fma(p, z, 2f / 9);
    p = Math.fma(p, z, 2f / 7);
    p = Math.fma(p, z, 2f / 5);
    p = Math.fma(p, z, 2f / 3);
    float halfSquare = 0.5f * f * f;
    float tail = Math.fma(e, LN2_LOW, s * (halfSquare + z * p));
    float result = Math.fma(e, LN2_HIGH, f - (halfSquare - tail));
    if (x > 0 && x < Float.POSITIVE_INFINITY) {
      return result;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
  }

  private static float reduce(float x, float n) {
    return Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, x));
  }

  private static float expm1(float r) {
    float p = 1f / 40320;
    p = Math.fma(p, r, 1f / 5040);
    p = Math.fma(p, r, 1f / 720);
    p = Math.fma(p, r, 1f / 120);
    p = Math.fma(p, r, 1f / 24);
    p = Math.fma(p, r, 1f / 6);
    p = Math.fma(p, r, 1f / 2);
    return Math.fma(r * r, p, r);
  }

  private static float twoTo(int n) {
    return Float.intBitsToFloat((n + EXPONENT_BIAS) << MANTISSA);
  }
}
