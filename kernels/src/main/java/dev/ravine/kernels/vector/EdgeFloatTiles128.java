package dev.ravine.kernels.vector;

import dev.ravine.kernels.core.TileBlock;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of one vector of 128 bits, for the right edge of C.
final class EdgeFloatTiles128 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

  static final int LANES = SPECIES.length();

  private EdgeFloatTiles128() {}

  static void multiply(TileBlock<float[]> block, int rows, int aAt, int bAt, int cAt, int startAt) {
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
  private static void rows8(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
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
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    FloatVector c4 = FloatVector.fromArray(SPECIES, start, startAt + 4 * o.startRow);
    FloatVector c5 = FloatVector.fromArray(SPECIES, start, startAt + 5 * o.startRow);
    FloatVector c6 = FloatVector.fromArray(SPECIES, start, startAt + 6 * o.startRow);
    FloatVector c7 = FloatVector.fromArray(SPECIES, start, startAt + 7 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i++, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      c0 = FloatVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[i + a1]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[i + a2]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[i + a3]).fma(b0, c3);
      c4 = FloatVector.broadcast(SPECIES, a[i + a4]).fma(b0, c4);
      c5 = FloatVector.broadcast(SPECIES, a[i + a5]).fma(b0, c5);
      c6 = FloatVector.broadcast(SPECIES, a[i + a6]).fma(b0, c6);
      c7 = FloatVector.broadcast(SPECIES, a[i + a7]).fma(b0, c7);
    }
    float floor = (float) o.floor;
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
  private static void columns8(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int cRow = o.cRow;
    int k = o.k;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    FloatVector c4 = FloatVector.fromArray(SPECIES, start, startAt + 4 * o.startRow);
    FloatVector c5 = FloatVector.fromArray(SPECIES, start, startAt + 5 * o.startRow);
    FloatVector c6 = FloatVector.fromArray(SPECIES, start, startAt + 6 * o.startRow);
    FloatVector c7 = FloatVector.fromArray(SPECIES, start, startAt + 7 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      c0 = FloatVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[i + 1]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[i + 2]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[i + 3]).fma(b0, c3);
      c4 = FloatVector.broadcast(SPECIES, a[i + 4]).fma(b0, c4);
      c5 = FloatVector.broadcast(SPECIES, a[i + 5]).fma(b0, c5);
      c6 = FloatVector.broadcast(SPECIES, a[i + 6]).fma(b0, c6);
      c7 = FloatVector.broadcast(SPECIES, a[i + 7]).fma(b0, c7);
    }
    float floor = (float) o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c1.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c2.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c3.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
    c4.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 4 * cRow);
    c5.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 5 * cRow);
    c6.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 6 * cRow);
    c7.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 7 * cRow);
  }

  private static void tile4(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int cRow = o.cRow;
    int k = o.k;
    int a1 = o.aRow;
    int a2 = 2 * o.aRow;
    int a3 = 3 * o.aRow;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      c0 = FloatVector.broadcast(SPECIES, a[i]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[i + a1]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[i + a2]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[i + a3]).fma(b0, c3);
    }
    float floor = (float) o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c1.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c2.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c3.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
  }

  private static void tile1(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      c0 = FloatVector.broadcast(SPECIES, a[i]).fma(b0, c0);
    }
    float floor = (float) o.floor;
    c0.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
  }
}
