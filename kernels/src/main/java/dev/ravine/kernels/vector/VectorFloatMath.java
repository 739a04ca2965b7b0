package dev.ravine.kernels.vector;

import static dev.ravine.kernels.plain.FloatMath.ERF_MAXIMUM;
import static dev.ravine.kernels.plain.FloatMath.EXPONENT_BIAS;
import static dev.ravine.kernels.plain.FloatMath.EXP_MAXIMUM;
import static dev.ravine.kernels.plain.FloatMath.EXP_MINIMUM;
import static dev.ravine.kernels.plain.FloatMath.LN2_HIGH;
import static dev.ravine.kernels.plain.FloatMath.LN2_LOW;
import static dev.ravine.kernels.plain.FloatMath.LOG2_E;
import static dev.ravine.kernels.plain.FloatMath.MANTISSA;
import static dev.ravine.kernels.plain.FloatMath.MANTISSA_MASK;
import static dev.ravine.kernels.plain.FloatMath.NORMALIZER;
import static dev.ravine.kernels.plain.FloatMath.ROUNDER;
import static dev.ravine.kernels.plain.FloatMath.ROUNDER_BITS;
import static dev.ravine.kernels.plain.FloatMath.SQRT_HALF_BITS;
import static dev.ravine.kernels.plain.FloatMath.TANH_MAXIMUM;
import static dev.ravine.kernels.plain.FloatMath.TWO_OVER_ROOT_PI;

import dev.ravine.kernels.function.ElementaryFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector twins of [dev.ravine.kernels.plain.FloatMath]: whole vectors only, the same bits. The
/// element-wise functions return the first index that they left undone.
///
/// Each function is one loop with no methods of its own, although exponentials stand in five of
/// them: whether HotSpot inlines a method depends on what it compiled before, and where it does
/// not, every vector that is passed becomes an object.
final class VectorFloatMath {

  private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
  private static final int LANES = SPECIES.length();

  private VectorFloatMath() {}

  /// out = f(x), as far as whole vectors reach.
  ///
  /// @return the first index that is left
  static int apply(ElementaryFunction f, float[] x, float[] out, int from, int to) {
    return switch (f) {
      case SQRT -> from;
      case EXP -> exp(x, out, from, to);
      case LOG -> log(x, out, from, to);
      case TANH -> tanh(x, out, from, to);
      case SIGMOID -> sigmoid(x, out, from, to);
      case SOFTPLUS -> softplus(x, out, from, to);
      case ERF -> erf(x, out, from, to);
    };
  }

  private static int exp(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector y = v.min(EXP_MAXIMUM).max(EXP_MINIMUM);
      FloatVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = n.lanewise(VectorOperators.ASHR, 1);
      FloatVector minus = shifted.sub(ROUNDER).neg();
      FloatVector r =
          minus.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, LN2_HIGH), y));
      FloatVector p = FloatVector.broadcast(SPECIES, 1f / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 2);
      FloatVector em1 = r.mul(r).fma(p, r);
      FloatVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
      FloatVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsFloats();
      em1.add(1).mul(first).mul(second).intoArray(out, i);
    }
    return i;
  }

  private static int tanh(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector y = v.abs().mul(2).min(TANH_MAXIMUM);
      FloatVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector scale =
          n.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
      FloatVector minus = shifted.sub(ROUNDER).neg();
      FloatVector r =
          minus.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, LN2_HIGH), y));
      FloatVector p = FloatVector.broadcast(SPECIES, 1f / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 2);
      FloatVector em1 = r.mul(r).fma(p, r);
      FloatVector t = em1.fma(scale, scale.sub(1));
      t.div(t.add(2))
          .lanewise(VectorOperators.NEG, v.test(VectorOperators.IS_NEGATIVE))
          .intoArray(out, i);
    }
    return i;
  }

  private static int sigmoid(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector y = v.abs().neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      FloatVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = n.lanewise(VectorOperators.ASHR, 1);
      FloatVector minus = shifted.sub(ROUNDER).neg();
      FloatVector r =
          minus.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, LN2_HIGH), y));
      FloatVector p = FloatVector.broadcast(SPECIES, 1f / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 2);
      FloatVector em1 = r.mul(r).fma(p, r);
      FloatVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
      FloatVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsFloats();
      FloatVector z = em1.add(1).mul(first).mul(second);
      FloatVector numerator = z.blend(1, v.compare(VectorOperators.GE, 0));
      numerator.div(z.add(1)).intoArray(out, i);
    }
    return i;
  }

  private static int softplus(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector y = v.abs().neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      FloatVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = n.lanewise(VectorOperators.ASHR, 1);
      FloatVector minus = shifted.sub(ROUNDER).neg();
      FloatVector r =
          minus.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, LN2_HIGH), y));
      FloatVector p = FloatVector.broadcast(SPECIES, 1f / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 2);
      FloatVector em1 = r.mul(r).fma(p, r);
      FloatVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
      FloatVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsFloats();
      FloatVector z = em1.add(1).mul(first).mul(second);
      FloatVector s = z.div(z.add(2));
      FloatVector s2 = s.mul(s);
      FloatVector a = FloatVector.broadcast(SPECIES, 1f / 17);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 15);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 13);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 11);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 9);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 7);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 5);
      a = a.lanewise(VectorOperators.FMA, s2, 1f / 3);
      FloatVector twice = s.mul(2);
      v.max(0).add(twice.mul(s2).fma(a, twice)).intoArray(out, i);
    }
    return i;
  }

  private static int erf(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector t = v.abs().min(ERF_MAXIMUM);
      FloatVector t2 = t.mul(t);
      FloatVector y = t2.neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      FloatVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = n.lanewise(VectorOperators.ASHR, 1);
      FloatVector minus = shifted.sub(ROUNDER).neg();
      FloatVector r =
          minus.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, LN2_HIGH), y));
      FloatVector p = FloatVector.broadcast(SPECIES, 1f / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1f / 2);
      FloatVector em1 = r.mul(r).fma(p, r);
      FloatVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsFloats();
      FloatVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsFloats();
      FloatVector z = em1.add(1).mul(first).mul(second);
      FloatVector a = FloatVector.broadcast(SPECIES, 1f / 76204800);
      a = a.lanewise(VectorOperators.FMA, t2, -1f / 6894720);
      a = a.lanewise(VectorOperators.FMA, t2, 1f / 685440);
      a = a.lanewise(VectorOperators.FMA, t2, -1f / 75600);
      a = a.lanewise(VectorOperators.FMA, t2, 1f / 9360);
      a = a.lanewise(VectorOperators.FMA, t2, -1f / 1320);
      a = a.lanewise(VectorOperators.FMA, t2, 1f / 216);
      a = a.lanewise(VectorOperators.FMA, t2, -1f / 42);
      a = a.lanewise(VectorOperators.FMA, t2, 1f / 10);
      a = a.lanewise(VectorOperators.FMA, t2, -1f / 3);
      a = a.lanewise(VectorOperators.FMA, t2, 1);
      FloatVector w = t.sub(2).div(t.add(2));
      FloatVector q = FloatVector.broadcast(SPECIES, -0.0008379754f);
      q = q.lanewise(VectorOperators.FMA, w, 0.00681114f);
      q = q.lanewise(VectorOperators.FMA, w, 0.0037323718f);
      q = q.lanewise(VectorOperators.FMA, w, -0.07896831f);
      q = q.lanewise(VectorOperators.FMA, w, 0.2416582f);
      q = q.lanewise(VectorOperators.FMA, w, -0.42718598f);
      q = q.lanewise(VectorOperators.FMA, w, 0.25539568f);
      FloatVector small = t.mul(TWO_OVER_ROOT_PI).mul(a);
      FloatVector large = z.mul(q).neg().add(1);
      large
          .blend(small, t.compare(VectorOperators.LT, 1))
          .lanewise(VectorOperators.NEG, v.test(VectorOperators.IS_NEGATIVE))
          .intoArray(out, i);
    }
    return i;
  }

  private static int log(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      IntVector bits = v.mul(NORMALIZER, subnormal).reinterpretAsInts().sub(SQRT_HALF_BITS);
      FloatVector e =
          (FloatVector)
              bits.lanewise(VectorOperators.ASHR, MANTISSA).convert(VectorOperators.I2F, 0);
      e = e.sub(MANTISSA, subnormal);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = FloatVector.broadcast(SPECIES, 2f / 11);
      p = p.lanewise(VectorOperators.FMA, z, 2f / 9);
      p = p.lanewise(VectorOperators.FMA, z, 2f / 7);
      p = p.lanewise(VectorOperators.FMA, z, 2f / 5);
      p = p.lanewise(VectorOperators.FMA, z, 2f / 3);
      FloatVector halfSquare = f.mul(0.5f).mul(f);
      FloatVector tail = e.lanewise(VectorOperators.FMA, LN2_LOW, s.mul(halfSquare.add(z.mul(p))));
      FloatVector result = e.lanewise(VectorOperators.FMA, LN2_HIGH, f.sub(halfSquare.sub(tail)));
      result
          .blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
          .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
          .blend(Float.NaN, v.compare(VectorOperators.LT, 0).or(v.test(VectorOperators.IS_NAN)))
          .intoArray(out, i);
    }
    return i;
  }
}
