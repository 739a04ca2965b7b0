package dev.ravine.kernels.vector;

import static dev.ravine.kernels.plain.DoubleSums.LANES;
import static dev.ravine.kernels.vector.VectorDoubleSums.load;
import static dev.ravine.kernels.vector.VectorDoubleSums.tree512;

import dev.ravine.kernels.plain.DoubleSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Several dot products at once, each with the bits of [VectorDoubleSums#dot].
final class VectorDoubleDots {

  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;

  private VectorDoubleDots() {}

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
}
