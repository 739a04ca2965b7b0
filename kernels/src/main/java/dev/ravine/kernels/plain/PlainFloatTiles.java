package dev.ravine.kernels.plain;

import dev.ravine.kernels.core.TileBlock;
import dev.ravine.kernels.core.Tiles;

/// Wide tiles of four rows, in loops that the JIT compiler vectorizes by itself. It does so where
/// all arrays of a loop are read and written at the same index, so the rows of B and of the sums
/// are copied into arrays of their own, the sums first; a loop does four steps of the sums, so that
/// reading and writing them costs less than multiplying.
public final class PlainFloatTiles implements Tiles<float[]> {

  private static final int ROWS = 4;
  private static final int COLUMNS = 256;
  private static final int SHARED = 16;
  private static final int HEADER = 16;
  private static final int LINE = 64;

  /// How many rows share one copy of B.
  private static final int HEIGHT = 96;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int sharedColumns() {
    return SHARED;
  }

  @Override
  public int height(TileBlock<float[]> block, int columns) {
    return HEIGHT;
  }

  @Override
  public TileBlock<float[]> block(int columns, int k) {
    float[][] rows = new float[ROWS + k][wholeLines(Math.min(columns, COLUMNS))];
    return new TileBlock<>(new float[0], new float[0], rows);
  }

  /// So long that an array with its header of 16 bytes fills lines of the cache: then all arrays
  /// that are made one after the other lie alike, and no vector crosses lines.
  private static int wholeLines(int columns) {
    int bytes = HEADER + Float.BYTES * columns;
    return ((bytes + LINE - 1) / LINE * LINE - HEADER) / Float.BYTES;
  }

  @Override
  public void multiply(
      TileBlock<float[]> o, int rows, int columns, int aAt, int bAt, int cAt, int startAt) {
    for (int p = 0; p < o.k; p++) {
      System.arraycopy(o.b, bAt + p * o.bStep, o.rows[ROWS + p], 0, columns);
    }
    int row = 0;
    for (; row + ROWS <= rows; row += ROWS) {
      load(o, startAt + row * o.startRow, columns);
      sums4(o, aAt + row * o.aRow, columns);
      store(o, cAt + row * o.cRow, columns);
    }
    for (; row < rows; row++) {
      System.arraycopy(o.start, startAt + row * o.startRow, o.rows[0], 0, columns);
      sums1(o, aAt + row * o.aRow, columns);
      store(o.rows[0], (float) o.floor, o.c, cAt + row * o.cRow, columns);
    }
  }

  private static void load(TileBlock<float[]> o, int at, int columns) {
    System.arraycopy(o.start, at, o.rows[0], 0, columns);
    System.arraycopy(o.start, at + o.startRow, o.rows[1], 0, columns);
    System.arraycopy(o.start, at + 2 * o.startRow, o.rows[2], 0, columns);
    System.arraycopy(o.start, at + 3 * o.startRow, o.rows[3], 0, columns);
  }

  private static void store(TileBlock<float[]> o, int at, int columns) {
    float floor = (float) o.floor;
    store(o.rows[0], floor, o.c, at, columns);
    store(o.rows[1], floor, o.c, at + o.cRow, columns);
    store(o.rows[2], floor, o.c, at + 2 * o.cRow, columns);
    store(o.rows[3], floor, o.c, at + 3 * o.cRow, columns);
  }

  private static void store(float[] sums, float floor, float[] c, int at, int columns) {
    if (floor != Float.NEGATIVE_INFINITY) {
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.max(sums[j], floor);
      }
    }
    System.arraycopy(sums, 0, c, at, columns);
  }

  private static void sums4(TileBlock<float[]> o, int aAt, int columns) {
    float[][] b = o.rows;
    int p = 0;
    int at = aAt;
    for (; p + 4 <= o.k; p += 4, at += 4 * o.aStep) {
      steps4(
          o,
          at,
          b[ROWS + p],
          b[ROWS + p + 1],
          b[ROWS + p + 2],
          b[ROWS + p + 3],
          o.rows[0],
          o.rows[1],
          o.rows[2],
          o.rows[3],
          columns);
    }
    for (; p < o.k; p++, at += o.aStep) {
      step(o.a[at], b[ROWS + p], o.rows[0], columns);
      step(o.a[at + o.aRow], b[ROWS + p], o.rows[1], columns);
      step(o.a[at + 2 * o.aRow], b[ROWS + p], o.rows[2], columns);
      step(o.a[at + 3 * o.aRow], b[ROWS + p], o.rows[3], columns);
    }
  }

  private static void sums1(TileBlock<float[]> o, int aAt, int columns) {
    float[][] b = o.rows;
    int p = 0;
    int at = aAt;
    for (; p + 4 <= o.k; p += 4, at += 4 * o.aStep) {
      steps1(
          o,
          at,
          b[ROWS + p],
          b[ROWS + p + 1],
          b[ROWS + p + 2],
          b[ROWS + p + 3],
          o.rows[0],
          columns);
    }
    for (; p < o.k; p++, at += o.aStep) {
      step(o.a[at], b[ROWS + p], o.rows[0], columns);
    }
  }

  private static void steps4(
      TileBlock<float[]> o,
      int at,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      int columns) {
    float[] a = o.a;
    int at1 = at + o.aRow;
    int at2 = at + 2 * o.aRow;
    int at3 = at + 3 * o.aRow;
    int step1 = o.aStep;
    int step2 = 2 * o.aStep;
    int step3 = 3 * o.aStep;
    float a00 = a[at];
    float a01 = a[at + step1];
    float a02 = a[at + step2];
    float a03 = a[at + step3];
    float a10 = a[at1];
    float a11 = a[at1 + step1];
    float a12 = a[at1 + step2];
    float a13 = a[at1 + step3];
    float a20 = a[at2];
    float a21 = a[at2 + step1];
    float a22 = a[at2 + step2];
    float a23 = a[at2 + step3];
    float a30 = a[at3];
    float a31 = a[at3 + step1];
    float a32 = a[at3 + step2];
    float a33 = a[at3 + step3];
    for (int j = 0; j < columns; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      float s0 = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      float s1 = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      float s2 = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      float s3 = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
      c0[j] = s0;
      c1[j] = s1;
      c2[j] = s2;
      c3[j] = s3;
    }
  }

  private static void steps1(
      TileBlock<float[]> o,
      int at,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c0,
      int columns) {
    float a0 = o.a[at];
    float a1 = o.a[at + o.aStep];
    float a2 = o.a[at + 2 * o.aStep];
    float a3 = o.a[at + 3 * o.aStep];
    for (int j = 0; j < columns; j++) {
      c0[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c0[j]))));
    }
  }

  private static void step(float a, float[] b, float[] c, int columns) {
    for (int j = 0; j < columns; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
