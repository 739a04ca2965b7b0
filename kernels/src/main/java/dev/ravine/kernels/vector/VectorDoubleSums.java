package dev.ravine.kernels.vector;

import static dev.ravine.kernels.plain.DoubleSums.LANES;

import dev.ravine.kernels.plain.DoubleSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The vector twin of [DoubleSums], for vectors of 512 and of 256 bits.
///
/// Both widths stand in one method on purpose: it is larger than what HotSpot inlines into hot
/// callers (325 bytes of bytecode). Smaller ones were inlined several times into one caller until
/// the compiler's budget of nodes was spent amid the last, whose vectors then became objects.
final class VectorDoubleSums {

  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;

  private VectorDoubleSums() {}

  static double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
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
      return DoubleSums.restOfDot(tree512(s0), x, xFrom, y, yFrom, i, n);
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
        s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        s1 = load(x, xFrom + i + 4).fma(load(y, yFrom + i + 4), s1);
        s2 = load(x, xFrom + i + 8).fma(load(y, yFrom + i + 8), s2);
        s3 = load(x, xFrom + i + 12).fma(load(y, yFrom + i + 12), s3);
        s4 = load(x, xFrom + i + 16).fma(load(y, yFrom + i + 16), s4);
        s5 = load(x, xFrom + i + 20).fma(load(y, yFrom + i + 20), s5);
        s6 = load(x, xFrom + i + 24).fma(load(y, yFrom + i + 24), s6);
        s7 = load(x, xFrom + i + 28).fma(load(y, yFrom + i + 28), s7);
      }
      for (; i + 8 <= n; i += 8) {
        s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        s1 = load(x, xFrom + i + 4).fma(load(y, yFrom + i + 4), s1);
      }
      s0 = s0.add(s4);
      s1 = s1.add(s5);
      s2 = s2.add(s6);
      s3 = s3.add(s7);
      s0 = s0.add(s2);
      s1 = s1.add(s3);
      s0 = s0.add(s1);
      return DoubleSums.restOfDot(tree256(s0), x, xFrom, y, yFrom, i, n);
    }
    return DoubleSums.dot(x, xFrom, y, yFrom, n);
  }

  /// Four dot products at once, if the vectors are wide enough for sixteen sums and four operands.
  ///
  /// @return whether they were formed
  static boolean dots(
      double[] x0,
      double[] x1,
      double[] y0,
      double[] y1,
      int from,
      int n,
      double[] out,
      int outFrom) {
    if (DOUBLES.length() != 8) {
      return false;
    }
    DoubleVector p0 = DoubleVector.zero(DOUBLES);
    DoubleVector p1 = DoubleVector.zero(DOUBLES);
    DoubleVector p2 = DoubleVector.zero(DOUBLES);
    DoubleVector p3 = DoubleVector.zero(DOUBLES);
    DoubleVector q0 = DoubleVector.zero(DOUBLES);
    DoubleVector q1 = DoubleVector.zero(DOUBLES);
    DoubleVector q2 = DoubleVector.zero(DOUBLES);
    DoubleVector q3 = DoubleVector.zero(DOUBLES);
    DoubleVector r0 = DoubleVector.zero(DOUBLES);
    DoubleVector r1 = DoubleVector.zero(DOUBLES);
    DoubleVector r2 = DoubleVector.zero(DOUBLES);
    DoubleVector r3 = DoubleVector.zero(DOUBLES);
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = DoubleVector.zero(DOUBLES);
    DoubleVector s2 = DoubleVector.zero(DOUBLES);
    DoubleVector s3 = DoubleVector.zero(DOUBLES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      int at = from + i;
      DoubleVector a = load(x0, at);
      DoubleVector b = load(x1, at);
      DoubleVector c = load(y0, at);
      DoubleVector d = load(y1, at);
      p0 = a.fma(c, p0);
      q0 = b.fma(c, q0);
      r0 = a.fma(d, r0);
      s0 = b.fma(d, s0);
      a = load(x0, at + 8);
      b = load(x1, at + 8);
      c = load(y0, at + 8);
      d = load(y1, at + 8);
      p1 = a.fma(c, p1);
      q1 = b.fma(c, q1);
      r1 = a.fma(d, r1);
      s1 = b.fma(d, s1);
      a = load(x0, at + 16);
      b = load(x1, at + 16);
      c = load(y0, at + 16);
      d = load(y1, at + 16);
      p2 = a.fma(c, p2);
      q2 = b.fma(c, q2);
      r2 = a.fma(d, r2);
      s2 = b.fma(d, s2);
      a = load(x0, at + 24);
      b = load(x1, at + 24);
      c = load(y0, at + 24);
      d = load(y1, at + 24);
      p3 = a.fma(c, p3);
      q3 = b.fma(c, q3);
      r3 = a.fma(d, r3);
      s3 = b.fma(d, s3);
    }
    for (; i + 8 <= n; i += 8) {
      DoubleVector a = load(x0, from + i);
      DoubleVector b = load(x1, from + i);
      DoubleVector c = load(y0, from + i);
      DoubleVector d = load(y1, from + i);
      p0 = a.fma(c, p0);
      q0 = b.fma(c, q0);
      r0 = a.fma(d, r0);
      s0 = b.fma(d, s0);
    }
    p0 = p0.add(p2);
    p1 = p1.add(p3);
    p0 = p0.add(p1);
    out[outFrom] = DoubleSums.restOfDot(tree512(p0), x0, from, y0, from, i, n);
    q0 = q0.add(q2);
    q1 = q1.add(q3);
    q0 = q0.add(q1);
    out[outFrom + 1] = DoubleSums.restOfDot(tree512(q0), x1, from, y0, from, i, n);
    r0 = r0.add(r2);
    r1 = r1.add(r3);
    r0 = r0.add(r1);
    out[outFrom + 2] = DoubleSums.restOfDot(tree512(r0), x0, from, y1, from, i, n);
    s0 = s0.add(s2);
    s1 = s1.add(s3);
    s0 = s0.add(s1);
    out[outFrom + 3] = DoubleSums.restOfDot(tree512(s0), x1, from, y1, from, i, n);
    return true;
  }

  static double sumOfSquares(double[] x, int xFrom, int n) {
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
      return DoubleSums.restOfDot(tree512(s0), x, xFrom, x, xFrom, i, n);
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
      return DoubleSums.restOfDot(tree256(s0), x, xFrom, x, xFrom, i, n);
    }
    return DoubleSums.sumOfSquares(x, xFrom, n);
  }

  static double sum(double[] x, int xFrom, int n) {
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
      return DoubleSums.restOfSum(tree512(s0), x, xFrom, i, n);
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
      return DoubleSums.restOfSum(tree256(s0), x, xFrom, i, n);
    }
    return DoubleSums.sum(x, xFrom, n);
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(DOUBLES, x, at);
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
