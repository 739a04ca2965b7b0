package dev.ravine.kernels.vector;

import static dev.ravine.kernels.plain.FloatSums.LANES;

import dev.ravine.kernels.plain.FloatSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The vector twin of [FloatSums], for vectors of 512 and of 256 bits.
///
/// Both widths stand in one method on purpose: it is larger than what HotSpot inlines into hot
/// callers (325 bytes of bytecode). Smaller ones were inlined several times into one caller until
/// the compiler's budget of nodes was spent amid the last, whose vectors then became objects. The
/// dot product of 256 bits is near that budget by itself, so its loop holds each vector of a rest
/// once, and its lanes are added without a method.
final class VectorFloatSums {

  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));

  private VectorFloatSums() {}

  static double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
    if (DOUBLES.length() == 8) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      int i = 0;
      for (; i + LANES <= n; i += LANES) {
        s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        s1 = load(x, xFrom + i + 8).fma(load(y, yFrom + i + 8), s1);
        s2 = load(x, xFrom + i + 16).fma(load(y, yFrom + i + 16), s2);
        s3 = load(x, xFrom + i + 24).fma(load(y, yFrom + i + 24), s3);
      }
      for (; i + 8 <= n; i += 8) {
        s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
      }
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return FloatSums.restOfDot(tree512(s0), x, xFrom, y, yFrom, i, n);
    }
    if (DOUBLES.length() == 4) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      DoubleVector s4 = DoubleVector.zero(DOUBLES);
      DoubleVector s5 = DoubleVector.zero(DOUBLES);
      DoubleVector s6 = DoubleVector.zero(DOUBLES);
      DoubleVector s7 = DoubleVector.zero(DOUBLES);
      int i = 0;
      while (i + 8 <= n) {
        s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        s1 = load(x, xFrom + i + 4).fma(load(y, yFrom + i + 4), s1);
        if (i + LANES > n) {
          i += 8;
          continue;
        }
        s2 = load(x, xFrom + i + 8).fma(load(y, yFrom + i + 8), s2);
        s3 = load(x, xFrom + i + 12).fma(load(y, yFrom + i + 12), s3);
        s4 = load(x, xFrom + i + 16).fma(load(y, yFrom + i + 16), s4);
        s5 = load(x, xFrom + i + 20).fma(load(y, yFrom + i + 20), s5);
        s6 = load(x, xFrom + i + 24).fma(load(y, yFrom + i + 24), s6);
        s7 = load(x, xFrom + i + 28).fma(load(y, yFrom + i + 28), s7);
        i += LANES;
      }
      s0 = s0.add(s4);
      s1 = s1.add(s5);
      s2 = s2.add(s6);
      s3 = s3.add(s7);
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      double sum = (s0.lane(0) + s0.lane(2)) + (s0.lane(1) + s0.lane(3));
      return FloatSums.restOfDot(sum, x, xFrom, y, yFrom, i, n);
    }
    return FloatSums.dot(x, xFrom, y, yFrom, n);
  }

  static double sumOfSquares(float[] x, int xFrom, int n) {
    if (DOUBLES.length() == 8) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      int i = 0;
      for (; i + LANES <= n; i += LANES) {
        DoubleVector x0 = load(x, xFrom + i);
        s0 = x0.fma(x0, s0);
        DoubleVector x1 = load(x, xFrom + i + 8);
        s1 = x1.fma(x1, s1);
        DoubleVector x2 = load(x, xFrom + i + 16);
        s2 = x2.fma(x2, s2);
        DoubleVector x3 = load(x, xFrom + i + 24);
        s3 = x3.fma(x3, s3);
      }
      for (; i + 8 <= n; i += 8) {
        DoubleVector x0 = load(x, xFrom + i);
        s0 = x0.fma(x0, s0);
      }
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return FloatSums.restOfDot(tree512(s0), x, xFrom, x, xFrom, i, n);
    }
    if (DOUBLES.length() == 4) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      DoubleVector s4 = DoubleVector.zero(DOUBLES);
      DoubleVector s5 = DoubleVector.zero(DOUBLES);
      DoubleVector s6 = DoubleVector.zero(DOUBLES);
      DoubleVector s7 = DoubleVector.zero(DOUBLES);
      int i = 0;
      for (; i + LANES <= n; i += LANES) {
        DoubleVector x0 = load(x, xFrom + i);
        s0 = x0.fma(x0, s0);
        DoubleVector x1 = load(x, xFrom + i + 4);
        s1 = x1.fma(x1, s1);
        DoubleVector x2 = load(x, xFrom + i + 8);
        s2 = x2.fma(x2, s2);
        DoubleVector x3 = load(x, xFrom + i + 12);
        s3 = x3.fma(x3, s3);
        DoubleVector x4 = load(x, xFrom + i + 16);
        s4 = x4.fma(x4, s4);
        DoubleVector x5 = load(x, xFrom + i + 20);
        s5 = x5.fma(x5, s5);
        DoubleVector x6 = load(x, xFrom + i + 24);
        s6 = x6.fma(x6, s6);
        DoubleVector x7 = load(x, xFrom + i + 28);
        s7 = x7.fma(x7, s7);
      }
      for (; i + 8 <= n; i += 8) {
        DoubleVector x0 = load(x, xFrom + i);
        s0 = x0.fma(x0, s0);
        DoubleVector x1 = load(x, xFrom + i + 4);
        s1 = x1.fma(x1, s1);
      }
      s0 = s0.add(s4);
      s1 = s1.add(s5);
      s2 = s2.add(s6);
      s3 = s3.add(s7);
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return FloatSums.restOfDot(tree256(s0), x, xFrom, x, xFrom, i, n);
    }
    return FloatSums.sumOfSquares(x, xFrom, n);
  }

  static double sum(float[] x, int xFrom, int n) {
    if (DOUBLES.length() == 8) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      int i = 0;
      for (; i + LANES <= n; i += LANES) {
        s0 = s0.add(load(x, xFrom + i));
        s1 = s1.add(load(x, xFrom + i + 8));
        s2 = s2.add(load(x, xFrom + i + 16));
        s3 = s3.add(load(x, xFrom + i + 24));
      }
      for (; i + 8 <= n; i += 8) {
        s0 = s0.add(load(x, xFrom + i));
      }
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return FloatSums.restOfSum(tree512(s0), x, xFrom, i, n);
    }
    if (DOUBLES.length() == 4) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = DoubleVector.zero(DOUBLES);
      DoubleVector s2 = DoubleVector.zero(DOUBLES);
      DoubleVector s3 = DoubleVector.zero(DOUBLES);
      DoubleVector s4 = DoubleVector.zero(DOUBLES);
      DoubleVector s5 = DoubleVector.zero(DOUBLES);
      DoubleVector s6 = DoubleVector.zero(DOUBLES);
      DoubleVector s7 = DoubleVector.zero(DOUBLES);
      int i = 0;
      for (; i + LANES <= n; i += LANES) {
        s0 = s0.add(load(x, xFrom + i));
        s1 = s1.add(load(x, xFrom + i + 4));
        s2 = s2.add(load(x, xFrom + i + 8));
        s3 = s3.add(load(x, xFrom + i + 12));
        s4 = s4.add(load(x, xFrom + i + 16));
        s5 = s5.add(load(x, xFrom + i + 20));
        s6 = s6.add(load(x, xFrom + i + 24));
        s7 = s7.add(load(x, xFrom + i + 28));
      }
      for (; i + 8 <= n; i += 8) {
        s0 = s0.add(load(x, xFrom + i));
        s1 = s1.add(load(x, xFrom + i + 4));
      }
      s0 = s0.add(s4);
      s1 = s1.add(s5);
      s2 = s2.add(s6);
      s3 = s3.add(s7);
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return FloatSums.restOfSum(tree256(s0), x, xFrom, i, n);
    }
    return FloatSums.sum(x, xFrom, n);
  }

  private static DoubleVector load(float[] x, int at) {
    return (DoubleVector)
        FloatVector.fromArray(HALF, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private static double tree512(DoubleVector s) {
    double s0 = s.lane(0) + s.lane(4);
    double s1 = s.lane(1) + s.lane(5);
    double s2 = s.lane(2) + s.lane(6);
    double s3 = s.lane(3) + s.lane(7);
    return (s0 + s2) + (s1 + s3);
  }

  private static double tree256(DoubleVector s) {
    return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
  }
}
