package dev.ravine.kernels.vector;

import dev.ravine.kernels.core.TileBlock;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tall tiles, for the right edge of C where neighbours in a column of A lie side by side: a vector
/// holds rows of C, so a few columns fill it as well as many. The sums are copied out of C and
/// back, which is little beside sums that are long enough.
final class TallFloatTiles {

  private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
  private static final int LANES = SPECIES.length();
  static final int ROWS = 2 * LANES;

  /// Room for four columns.
  static final int SCRATCH = 4 * ROWS;

  private TallFloatTiles() {}

  static void multiply(TileBlock<float[]> o, int columns, int aAt, int bAt, int cAt, int startAt) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      columns4(o, aAt, bAt + j, cAt + j, startAt + j);
    }
    for (; j < columns; j++) {
      column1(o, aAt, bAt + j, cAt + j, startAt + j);
    }
  }

  private static void columns4(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] t = o.scratch;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    gather(o, startAt, 4);
    FloatVector c00 = FloatVector.fromArray(SPECIES, t, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, t, LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, t, 2 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, t, 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, t, 4 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, t, 5 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, t, 6 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, t, 7 * LANES);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, i);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, i + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, b[j]);
      c00 = x0.fma(a0, c00);
      c01 = x0.fma(a1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, b[j + 1]);
      c10 = x1.fma(a0, c10);
      c11 = x1.fma(a1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, b[j + 2]);
      c20 = x2.fma(a0, c20);
      c21 = x2.fma(a1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, b[j + 3]);
      c30 = x3.fma(a0, c30);
      c31 = x3.fma(a1, c31);
    }
    float floor = (float) o.floor;
    c00.lanewise(VectorOperators.MAX, floor).intoArray(t, 0);
    c01.lanewise(VectorOperators.MAX, floor).intoArray(t, LANES);
    c10.lanewise(VectorOperators.MAX, floor).intoArray(t, 2 * LANES);
    c11.lanewise(VectorOperators.MAX, floor).intoArray(t, 3 * LANES);
    c20.lanewise(VectorOperators.MAX, floor).intoArray(t, 4 * LANES);
    c21.lanewise(VectorOperators.MAX, floor).intoArray(t, 5 * LANES);
    c30.lanewise(VectorOperators.MAX, floor).intoArray(t, 6 * LANES);
    c31.lanewise(VectorOperators.MAX, floor).intoArray(t, 7 * LANES);
    scatter(o, cAt, 4);
  }

  private static void column1(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] t = o.scratch;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    gather(o, startAt, 1);
    FloatVector c00 = FloatVector.fromArray(SPECIES, t, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, t, LANES);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector x0 = FloatVector.broadcast(SPECIES, b[j]);
      c00 = x0.fma(FloatVector.fromArray(SPECIES, a, i), c00);
      c01 = x0.fma(FloatVector.fromArray(SPECIES, a, i + LANES), c01);
    }
    float floor = (float) o.floor;
    c00.lanewise(VectorOperators.MAX, floor).intoArray(t, 0);
    c01.lanewise(VectorOperators.MAX, floor).intoArray(t, LANES);
    scatter(o, cAt, 1);
  }

  private static void gather(TileBlock<float[]> o, int startAt, int columns) {
    float[] t = o.scratch;
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < columns; j++) {
        t[j * ROWS + r] = o.start[startAt + r * o.startRow + j];
      }
    }
  }

  private static void scatter(TileBlock<float[]> o, int cAt, int columns) {
    float[] t = o.scratch;
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < columns; j++) {
        o.c[cAt + r * o.cRow + j] = t[j * ROWS + r];
      }
    }
  }
}
