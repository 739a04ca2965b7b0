package dev.ravine.kernels.plain;

import dev.ravine.kernels.core.TileBlock;

/// Single columns of a tile, eight rows of them in scalar registers: for what is left over beside
/// vectors.
public final class PlainFloatColumns {

  private PlainFloatColumns() {}

  /// One column of a tile.
  public static void multiply(
      TileBlock<float[]> block, int rows, int aAt, int bAt, int cAt, int startAt) {
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
    for (; row < rows; row++) {
      column1(
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
    float c0 = start[startAt];
    float c1 = start[startAt + o.startRow];
    float c2 = start[startAt + 2 * o.startRow];
    float c3 = start[startAt + 3 * o.startRow];
    float c4 = start[startAt + 4 * o.startRow];
    float c5 = start[startAt + 5 * o.startRow];
    float c6 = start[startAt + 6 * o.startRow];
    float c7 = start[startAt + 7 * o.startRow];
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i++, j += bStep) {
      float x = b[j];
      c0 = Math.fma(a[i], x, c0);
      c1 = Math.fma(a[i + a1], x, c1);
      c2 = Math.fma(a[i + a2], x, c2);
      c3 = Math.fma(a[i + a3], x, c3);
      c4 = Math.fma(a[i + a4], x, c4);
      c5 = Math.fma(a[i + a5], x, c5);
      c6 = Math.fma(a[i + a6], x, c6);
      c7 = Math.fma(a[i + a7], x, c7);
    }
    float floor = (float) o.floor;
    c[cAt] = Math.max(c0, floor);
    c[cAt + cRow] = Math.max(c1, floor);
    c[cAt + 2 * cRow] = Math.max(c2, floor);
    c[cAt + 3 * cRow] = Math.max(c3, floor);
    c[cAt + 4 * cRow] = Math.max(c4, floor);
    c[cAt + 5 * cRow] = Math.max(c5, floor);
    c[cAt + 6 * cRow] = Math.max(c6, floor);
    c[cAt + 7 * cRow] = Math.max(c7, floor);
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
    float c0 = start[startAt];
    float c1 = start[startAt + o.startRow];
    float c2 = start[startAt + 2 * o.startRow];
    float c3 = start[startAt + 3 * o.startRow];
    float c4 = start[startAt + 4 * o.startRow];
    float c5 = start[startAt + 5 * o.startRow];
    float c6 = start[startAt + 6 * o.startRow];
    float c7 = start[startAt + 7 * o.startRow];
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      float x = b[j];
      c0 = Math.fma(a[i], x, c0);
      c1 = Math.fma(a[i + 1], x, c1);
      c2 = Math.fma(a[i + 2], x, c2);
      c3 = Math.fma(a[i + 3], x, c3);
      c4 = Math.fma(a[i + 4], x, c4);
      c5 = Math.fma(a[i + 5], x, c5);
      c6 = Math.fma(a[i + 6], x, c6);
      c7 = Math.fma(a[i + 7], x, c7);
    }
    float floor = (float) o.floor;
    c[cAt] = Math.max(c0, floor);
    c[cAt + cRow] = Math.max(c1, floor);
    c[cAt + 2 * cRow] = Math.max(c2, floor);
    c[cAt + 3 * cRow] = Math.max(c3, floor);
    c[cAt + 4 * cRow] = Math.max(c4, floor);
    c[cAt + 5 * cRow] = Math.max(c5, floor);
    c[cAt + 6 * cRow] = Math.max(c6, floor);
    c[cAt + 7 * cRow] = Math.max(c7, floor);
  }

  private static void column1(TileBlock<float[]> o, int aAt, int bAt, int cAt, int startAt) {
    float[] a = o.a;
    float[] b = o.b;
    float[] c = o.c;
    float[] start = o.start;
    int aStep = o.aStep;
    int bStep = o.bStep;
    int k = o.k;
    float c0 = start[startAt];
    for (int p = 0, i = aAt, j = bAt; p < k; p++, i += aStep, j += bStep) {
      float x = b[j];
      c0 = Math.fma(a[i], x, c0);
    }
    float floor = (float) o.floor;
    c[cAt] = Math.max(c0, floor);
  }
}
