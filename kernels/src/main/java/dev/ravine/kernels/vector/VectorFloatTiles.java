package dev.ravine.kernels.vector;

import dev.ravine.kernels.core.TileBlock;
import dev.ravine.kernels.core.Tiles;
import dev.ravine.kernels.plain.PlainFloatColumns;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of two vectors' width. With 32 registers a tile has eight rows (16 for the sums), with 16
/// registers four. The right edge of C takes tall tiles, or ever narrower vectors, then single
/// columns: they cost less than wide vectors of which most sticks out, or copies that make it fit.
final class VectorFloatTiles implements Tiles<float[]> {

  private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
  private static final int LANES = SPECIES.length();

  /// From this length of the sums on, tall tiles are faster.
  private static final int TALL_FROM = 16;

  private static final int ROWS = SPECIES.vectorBitSize() >= 512 ? 8 : 4;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public int sharedColumns() {
    return 2 * LANES;
  }

  @Override
  public int height(TileBlock<float[]> block, int columns) {
    return columns < 2 * LANES && areTall(block) ? TallFloatTiles.ROWS : ROWS;
  }

  /// Whether what is left over at the right edge of C is best computed in tall tiles.
  private static boolean areTall(TileBlock<float[]> block) {
    return block.aRow == 1 && block.k >= TALL_FROM;
  }

  @Override
  public TileBlock<float[]> block(int columns, int k) {
    return new TileBlock<>(new float[0], new float[TallFloatTiles.SCRATCH], new float[0][]);
  }

  @Override
  public void multiply(
      TileBlock<float[]> block, int rows, int columns, int aAt, int bAt, int cAt, int startAt) {
    if (columns == 2 * LANES) {
      whole(block, rows, aAt, bAt, cAt, startAt);
      return;
    }
    if (rows == TallFloatTiles.ROWS && areTall(block)) {
      TallFloatTiles.multiply(block, columns, aAt, bAt, cAt, startAt);
      return;
    }
    int j = 0;
    for (; LANES == EdgeFloatTiles512.LANES && j + LANES <= columns; j += LANES) {
      EdgeFloatTiles512.multiply(block, rows, aAt, bAt + j, cAt + j, startAt + j);
    }
    for (; j + EdgeFloatTiles256.LANES <= columns; j += EdgeFloatTiles256.LANES) {
      EdgeFloatTiles256.multiply(block, rows, aAt, bAt + j, cAt + j, startAt + j);
    }
    for (; j + EdgeFloatTiles128.LANES <= columns; j += EdgeFloatTiles128.LANES) {
      EdgeFloatTiles128.multiply(block, rows, aAt, bAt + j, cAt + j, startAt + j);
    }
    for (; j < columns; j++) {
      PlainFloatColumns.multiply(block, rows, aAt, bAt + j, cAt + j, startAt + j);
    }
  }

  private static void whole(
      TileBlock<float[]> block, int rows, int aAt, int bAt, int cAt, int startAt) {
    int row = 0;
    for (; row + 8 <= rows; row += 8) {
      tile8(
          block,
          aAt + row * block.aRow,
          bAt,
          cAt + row * block.cRow,
          startAt + row * block.startRow);
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

  private static void tile8(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
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
    int a4 = 4 * o.aRow;
    int a5 = 5 * o.aRow;
    int a6 = 6 * o.aRow;
    int a7 = 7 * o.aRow;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startAt + 4 * o.startRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, startAt + 4 * o.startRow + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startAt + 5 * o.startRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, startAt + 5 * o.startRow + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, startAt + 6 * o.startRow);
    FloatVector c61 = FloatVector.fromArray(SPECIES, start, startAt + 6 * o.startRow + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, startAt + 7 * o.startRow);
    FloatVector c71 = FloatVector.fromArray(SPECIES, start, startAt + 7 * o.startRow + LANES);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[i + a4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[i + a5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[i + a6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[i + a7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
    }
    float floor = (float) o.floor;
    c00.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c01.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + LANES);
    c10.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c11.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow + LANES);
    c20.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c21.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow + LANES);
    c30.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
    c31.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow + LANES);
    c40.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 4 * cRow);
    c41.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 4 * cRow + LANES);
    c50.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 5 * cRow);
    c51.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 5 * cRow + LANES);
    c60.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 6 * cRow);
    c61.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 6 * cRow + LANES);
    c70.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 7 * cRow);
    c71.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 7 * cRow + LANES);
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startAt + o.startRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startAt + 2 * o.startRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startAt + 3 * o.startRow + LANES);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[i + a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[i + a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[i + a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    float floor = (float) o.floor;
    c00.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c01.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + LANES);
    c10.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow);
    c11.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + cRow + LANES);
    c20.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow);
    c21.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 2 * cRow + LANES);
    c30.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow);
    c31.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + 3 * cRow + LANES);
  }

  private static void tile1(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
    }
    float floor = (float) o.floor;
    c00.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt);
    c01.lanewise(VectorOperators.MAX, floor).intoArray(c, cAt + LANES);
  }
}
