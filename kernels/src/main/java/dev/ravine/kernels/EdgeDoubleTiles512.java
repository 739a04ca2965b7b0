package dev.ravine.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of one vector of 512 bits, for the right edge of C.
final class EdgeDoubleTiles512 {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_512;

  static final int LANES = SPECIES.length();

  private EdgeDoubleTiles512() {}

  static void multiply(Block<double[]> block, int rows, int aAt, int bAt, int cAt, int startAt) {
    int row = 0;
    for (; row + 8 <= rows; row += 8) {
      int left = aAt + row * block.aRow;
      int target = cAt + row * block.cRow;
      int from = startAt + row * block.startRow;
      if (block.aStep == 1) {
        rows8(block, left, bAt, target, from);
      } else {
        columns8(block, left, bAt, target, from);
      }
    }
    for (; row + 4 <= rows; row += 4) {
      tile4(
          block,
          aAt + row * block.aRow,
          bAt,
          cAt + row * block.cRow,
          startAt + row * block.startRow);
    }
    for (; row < rows; row++) {
      tile1(
          block,
          aAt + row * block.aRow,
          bAt,
          cAt + row * block.cRow,
          startAt + row * block.startRow);
    }
  }

  /// With neighbours in a row of A side by side: then the JIT compiler checks the addresses before
  /// the loop.
  private static void rows8(Block<double[]> o, int aAt, int bAt, int cAt, int startAt) {
    double[] a = o.a;
    double[] b = o.b;
    double[] c = o.c;
    double[] start = o.start;
    int bStep = o.bStep;
    int cRow = o.cRow;
    int k = o.k;
    int a1 = o.aRow;
    int a2 = 2 * o.aRow;
    int a3 = 3 * o.aRow;
    int a4 = 4 * o.aRow;
    int a5 = 5 * o.aRow;
    int a6 = 6 * o.aRow;
    int a7 = 7 * o.aRow;
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, start, startAt + o.startRow);
    DoubleVector c2 = DoubleVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    DoubleVector c3 = DoubleVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    DoubleVector c4 = DoubleVector.fromArray(SPECIES, start, startAt + 4 * o.startRow);
    DoubleVector c5 = DoubleVector.fromArray(SPECIES, start, startAt + 5 * o.startRow);
    DoubleVector c6 = DoubleVector.fromArray(SPECIES, start, startAt + 6 * o.startRow);
    DoubleVector c7 = DoubleVector.fromArray(SPECIES, start, startAt + 7 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i++, j += bStep) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
      c0 = DoubleVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = DoubleVector.broadcast(SPECIES, a[i + a1]).fma(b0, c1);
      c2 = DoubleVector.broadcast(SPECIES, a[i + a2]).fma(b0, c2);
      c3 = DoubleVector.broadcast(SPECIES, a[i + a3]).fma(b0, c3);
      c4 = DoubleVector.broadcast(SPECIES, a[i + a4]).fma(b0, c4);
      c5 = DoubleVector.broadcast(SPECIES, a[i + a5]).fma(b0, c5);
      c6 = DoubleVector.broadcast(SPECIES, a[i + a6]).fma(b0, c6);
      c7 = DoubleVector.broadcast(SPECIES, a[i + a7]).fma(b0, c7);
    }
    double floor = o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c1.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c2.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c3.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
    c4.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 4 * cRow);
    c5.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 5 * cRow);
    c6.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 6 * cRow);
    c7.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 7 * cRow);
  }

  /// With neighbours in a column of A side by side: then it checks the first and the last only.
  private static void columns8(Block<double[]> o, int aAt, int bAt, int cAt, int startAt) {
    double[] a = o.a;
    double[] b = o.b;
    double[] c = o.c;
    double[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int cRow = o.cRow;
    int k = o.k;
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, start, startAt + o.startRow);
    DoubleVector c2 = DoubleVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    DoubleVector c3 = DoubleVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    DoubleVector c4 = DoubleVector.fromArray(SPECIES, start, startAt + 4 * o.startRow);
    DoubleVector c5 = DoubleVector.fromArray(SPECIES, start, startAt + 5 * o.startRow);
    DoubleVector c6 = DoubleVector.fromArray(SPECIES, start, startAt + 6 * o.startRow);
    DoubleVector c7 = DoubleVector.fromArray(SPECIES, start, startAt + 7 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
      c0 = DoubleVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = DoubleVector.broadcast(SPECIES, a[i + 1]).fma(b0, c1);
      c2 = DoubleVector.broadcast(SPECIES, a[i + 2]).fma(b0, c2);
      c3 = DoubleVector.broadcast(SPECIES, a[i + 3]).fma(b0, c3);
      c4 = DoubleVector.broadcast(SPECIES, a[i + 4]).fma(b0, c4);
      c5 = DoubleVector.broadcast(SPECIES, a[i + 5]).fma(b0, c5);
      c6 = DoubleVector.broadcast(SPECIES, a[i + 6]).fma(b0, c6);
      c7 = DoubleVector.broadcast(SPECIES, a[i + 7]).fma(b0, c7);
    }
    double floor = o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c1.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c2.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c3.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
    c4.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 4 * cRow);
    c5.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 5 * cRow);
    c6.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 6 * cRow);
    c7.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 7 * cRow);
  }

  private static void tile4(Block<double[]> o, int aAt, int bAt, int cAt, int startAt) {
    double[] a = o.a;
    double[] b = o.b;
    double[] c = o.c;
    double[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int cRow = o.cRow;
    int k = o.k;
    int a1 = o.aRow;
    int a2 = 2 * o.aRow;
    int a3 = 3 * o.aRow;
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, start, startAt + o.startRow);
    DoubleVector c2 = DoubleVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    DoubleVector c3 = DoubleVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
      c0 = DoubleVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = DoubleVector.broadcast(SPECIES, a[i + a1]).fma(b0, c1);
      c2 = DoubleVector.broadcast(SPECIES, a[i + a2]).fma(b0, c2);
      c3 = DoubleVector.broadcast(SPECIES, a[i + a3]).fma(b0, c3);
    }
    double floor = o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c1.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c2.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c3.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
  }

  private static void tile1(Block<double[]> o, int aAt, int bAt, int cAt, int startAt) {
    double[] a = o.a;
    double[] b = o.b;
    double[] c = o.c;
    double[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, startAt);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
      c0 = DoubleVector.broadcast(SPECIES, a[i]).fma(b0, c0);
    }
    double floor = o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
  }
}
