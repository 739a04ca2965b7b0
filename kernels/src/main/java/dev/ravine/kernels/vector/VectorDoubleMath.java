package dev.ravine.kernels.vector;

import static dev.ravine.kernels.plain.DoubleMath.ERF_MAXIMUM;
import static dev.ravine.kernels.plain.DoubleMath.EXPONENT_BIAS;
import static dev.ravine.kernels.plain.DoubleMath.EXP_MAXIMUM;
import static dev.ravine.kernels.plain.DoubleMath.EXP_MINIMUM;
import static dev.ravine.kernels.plain.DoubleMath.LN2_HIGH;
import static dev.ravine.kernels.plain.DoubleMath.LN2_LOW;
import static dev.ravine.kernels.plain.DoubleMath.LOG2_E;
import static dev.ravine.kernels.plain.DoubleMath.MANTISSA;
import static dev.ravine.kernels.plain.DoubleMath.MANTISSA_MASK;
import static dev.ravine.kernels.plain.DoubleMath.NORMALIZER;
import static dev.ravine.kernels.plain.DoubleMath.ROUNDER;
import static dev.ravine.kernels.plain.DoubleMath.ROUNDER_BITS;
import static dev.ravine.kernels.plain.DoubleMath.SQRT_HALF_BITS;
import static dev.ravine.kernels.plain.DoubleMath.TANH_MAXIMUM;
import static dev.ravine.kernels.plain.DoubleMath.TWO_OVER_ROOT_PI;

import dev.ravine.kernels.function.ElementaryFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector twins of [dev.ravine.kernels.plain.DoubleMath]: whole vectors only, the same bits.
/// The element-wise functions return the first index that they left undone.
///
/// Each function is one loop with no methods of its own, although exponentials stand in five of
/// them: whether HotSpot inlines a method depends on what it compiled before, and where it does
/// not, every vector that is passed becomes an object.
final class VectorDoubleMath {

  private static final VectorSpecies<Double> SPECIES = VectorWidth.DOUBLES;
  private static final int LANES = SPECIES.length();

  private VectorDoubleMath() {}

  /// out = f(x), as far as whole vectors reach.
  ///
  /// @return the first index that is left
  static int apply(ElementaryFunction f, double[] x, double[] out, int from, int to) {
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

  private static int exp(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector y = v.min(EXP_MAXIMUM).max(EXP_MINIMUM);
      DoubleVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      LongVector n = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      LongVector half = n.lanewise(VectorOperators.ASHR, 1);
      DoubleVector minus = shifted.sub(ROUNDER).neg();
      DoubleVector r =
          minus.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, LN2_HIGH), y));
      DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 479001600);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 39916800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 3628800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 362880);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 2);
      DoubleVector em1 = r.mul(r).fma(p, r);
      DoubleVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
      DoubleVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsDoubles();
      em1.add(1).mul(first).mul(second).intoArray(out, i);
    }
    return i;
  }

  private static int tanh(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector y = v.abs().mul(2).min(TANH_MAXIMUM);
      DoubleVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      LongVector n = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      DoubleVector scale =
          n.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
      DoubleVector minus = shifted.sub(ROUNDER).neg();
      DoubleVector r =
          minus.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, LN2_HIGH), y));
      DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 479001600);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 39916800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 3628800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 362880);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 2);
      DoubleVector em1 = r.mul(r).fma(p, r);
      DoubleVector t = em1.fma(scale, scale.sub(1));
      t.div(t.add(2))
          .lanewise(VectorOperators.NEG, v.test(VectorOperators.IS_NEGATIVE))
          .intoArray(out, i);
    }
    return i;
  }

  private static int sigmoid(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector y = v.abs().neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      DoubleVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      LongVector n = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      LongVector half = n.lanewise(VectorOperators.ASHR, 1);
      DoubleVector minus = shifted.sub(ROUNDER).neg();
      DoubleVector r =
          minus.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, LN2_HIGH), y));
      DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 479001600);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 39916800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 3628800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 362880);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 2);
      DoubleVector em1 = r.mul(r).fma(p, r);
      DoubleVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
      DoubleVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsDoubles();
      DoubleVector z = em1.add(1).mul(first).mul(second);
      DoubleVector numerator = z.blend(1, v.compare(VectorOperators.GE, 0));
      numerator.div(z.add(1)).intoArray(out, i);
    }
    return i;
  }

  private static int softplus(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector y = v.abs().neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      DoubleVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      LongVector n = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      LongVector half = n.lanewise(VectorOperators.ASHR, 1);
      DoubleVector minus = shifted.sub(ROUNDER).neg();
      DoubleVector r =
          minus.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, LN2_HIGH), y));
      DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 479001600);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 39916800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 3628800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 362880);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 2);
      DoubleVector em1 = r.mul(r).fma(p, r);
      DoubleVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
      DoubleVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsDoubles();
      DoubleVector z = em1.add(1).mul(first).mul(second);
      DoubleVector s = z.div(z.add(2));
      DoubleVector s2 = s.mul(s);
      DoubleVector a = DoubleVector.broadcast(SPECIES, 1.0 / 35);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 33);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 31);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 29);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 27);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 25);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 23);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 21);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 19);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 17);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 15);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 13);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 11);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 9);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 7);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 5);
      a = a.lanewise(VectorOperators.FMA, s2, 1.0 / 3);
      DoubleVector twice = s.mul(2);
      v.max(0).add(twice.mul(s2).fma(a, twice)).intoArray(out, i);
    }
    return i;
  }

  private static int erf(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector t = v.abs().min(ERF_MAXIMUM);
      DoubleVector t2 = t.mul(t);
      DoubleVector y = t2.neg().min(EXP_MAXIMUM).max(EXP_MINIMUM);
      DoubleVector shifted = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
      LongVector n = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      LongVector half = n.lanewise(VectorOperators.ASHR, 1);
      DoubleVector minus = shifted.sub(ROUNDER).neg();
      DoubleVector r =
          minus.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(SPECIES, LN2_LOW),
              minus.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, LN2_HIGH), y));
      DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 479001600);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 39916800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 3628800);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 362880);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 40320);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 5040);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 720);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 120);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 24);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 6);
      p = p.lanewise(VectorOperators.FMA, r, 1.0 / 2);
      DoubleVector em1 = r.mul(r).fma(p, r);
      DoubleVector first =
          half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA).reinterpretAsDoubles();
      DoubleVector second =
          n.sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA)
              .reinterpretAsDoubles();
      DoubleVector z = em1.add(1).mul(first).mul(second);
      DoubleVector a = DoubleVector.broadcast(SPECIES, 1.0 / 236887827111936000L);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 12449059983360000L);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 690452066304000L);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 40537905408000L);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 2528170444800L);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 168129561600L);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 11975040000L);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 918086400);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 76204800);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 6894720);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 685440);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 75600);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 9360);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 1320);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 216);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 42);
      a = a.lanewise(VectorOperators.FMA, t2, 1.0 / 10);
      a = a.lanewise(VectorOperators.FMA, t2, -1.0 / 3);
      a = a.lanewise(VectorOperators.FMA, t2, 1);
      DoubleVector w = t.sub(2).div(t.add(2));
      DoubleVector q = DoubleVector.broadcast(SPECIES, -2.22812957637235e-07);
      q = q.lanewise(VectorOperators.FMA, w, 4.146302183268488e-06);
      q = q.lanewise(VectorOperators.FMA, w, 1.859427387429402e-06);
      q = q.lanewise(VectorOperators.FMA, w, -1.4166339069117108e-05);
      q = q.lanewise(VectorOperators.FMA, w, -2.7640727821912852e-05);
      q = q.lanewise(VectorOperators.FMA, w, 2.7560352756678313e-05);
      q = q.lanewise(VectorOperators.FMA, w, 0.00017436477257256738);
      q = q.lanewise(VectorOperators.FMA, w, 4.355265359817883e-05);
      q = q.lanewise(VectorOperators.FMA, w, -0.0009819771114740715);
      q = q.lanewise(VectorOperators.FMA, w, -0.0008471431229415333);
      q = q.lanewise(VectorOperators.FMA, w, 0.006997461739200575);
      q = q.lanewise(VectorOperators.FMA, w, 0.0037328924016564484);
      q = q.lanewise(VectorOperators.FMA, w, -0.07897858101571269);
      q = q.lanewise(VectorOperators.FMA, w, 0.24165819424248763);
      q = q.lanewise(VectorOperators.FMA, w, -0.4271858474139585);
      q = q.lanewise(VectorOperators.FMA, w, 0.2553956763105057);
      DoubleVector small = t.mul(TWO_OVER_ROOT_PI).mul(a);
      DoubleVector large = z.mul(q).neg().add(1);
      large
          .blend(small, t.compare(VectorOperators.LT, 1))
          .lanewise(VectorOperators.NEG, v.test(VectorOperators.IS_NEGATIVE))
          .intoArray(out, i);
    }
    return i;
  }

  private static int log(double[] x, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      VectorMask<Double> subnormal = v.compare(VectorOperators.LT, Double.MIN_NORMAL);
      LongVector bits = v.mul(NORMALIZER, subnormal).reinterpretAsLongs().sub(SQRT_HALF_BITS);
      DoubleVector e =
          bits.lanewise(VectorOperators.ASHR, MANTISSA)
              .add(ROUNDER_BITS)
              .reinterpretAsDoubles()
              .sub(ROUNDER);
      e = e.sub(MANTISSA, subnormal);
      DoubleVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsDoubles().sub(1);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector p = DoubleVector.broadcast(SPECIES, 2.0 / 25);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 23);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 21);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 19);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 17);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 15);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 13);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 11);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 9);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 7);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 5);
      p = p.lanewise(VectorOperators.FMA, z, 2.0 / 3);
      DoubleVector halfSquare = f.mul(0.5).mul(f);
      DoubleVector tail = e.lanewise(VectorOperators.FMA, LN2_LOW, s.mul(halfSquare.add(z.mul(p))));
      DoubleVector result = e.lanewise(VectorOperators.FMA, LN2_HIGH, f.sub(halfSquare.sub(tail)));
      result
          .blend(v, v.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
          .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
          .blend(Double.NaN, v.compare(VectorOperators.LT, 0).or(v.test(VectorOperators.IS_NAN)))
          .intoArray(out, i);
    }
    return i;
  }
}
