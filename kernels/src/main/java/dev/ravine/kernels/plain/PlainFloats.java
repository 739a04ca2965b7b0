package dev.ravine.kernels.plain;

import dev.ravine.kernels.core.Primitives;
import dev.ravine.kernels.core.Tiles;
import dev.ravine.kernels.function.ElementaryFunction;

/// Plain loops over arrays. Some begin or end within the rectangle that vectors left.
public final class PlainFloats implements Primitives<float[]> {

  private final Tiles<float[]> tiles = new PlainFloatTiles();

  /// The only kind.
  public PlainFloats() {}

  @Override
  public Tiles<float[]> tiles() {
    return tiles;
  }

  @Override
  public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
    return FloatSums.dot(x, xFrom, y, yFrom, n);
  }

  @Override
  public double sumOfSquares(float[] x, int from, int n) {
    return FloatSums.sumOfSquares(x, from, n);
  }

  @Override
  public double sum(float[] x, int from, int n) {
    return FloatSums.sum(x, from, n);
  }

  @Override
  public void apply(ElementaryFunction f, float[] x, float[] out, int from, int to) {
    FloatMath.apply(f, x, out, from, to);
  }

  @Override
  public void leakyReluGradient(float[] g, float[] x, double slope, float[] out, int from, int to) {
    restOfLeakyReluGradient(g, x, (float) slope, out, from, to);
  }

  /// The same with a slope of the array's type, for what vectors left.
  public static void restOfLeakyReluGradient(
      float[] g, float[] x, float slope, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] > 0 ? g[i] : slope * g[i];
    }
  }

  @Override
  public void addRows(float[] out, int outFrom, float[] x, int xFrom, int rows, int n) {
    restOfRows(out, outFrom, x, xFrom, rows, n, 0);
  }

  /// The same from a column on.
  public static void restOfRows(
      float[] out, int outFrom, float[] x, int xFrom, int rows, int n, int from) {
    for (int r = 0; r < rows; r++) {
      for (int i = from; i < n; i++) {
        out[outFrom + i] += x[xFrom + r * n + i];
      }
    }
  }

  @Override
  public void transpose(
      float[] source,
      int sourceFrom,
      int sourceStep,
      float[] target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns) {
    restOfTranspose(
        source, sourceFrom, sourceStep, target, targetFrom, targetRow, rows, columns, 0, 0);
  }

  /// The same without the elements that are in the first rows and in the first columns.
  public static void restOfTranspose(
      float[] source,
      int sourceFrom,
      int sourceStep,
      float[] target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns,
      int rowsDone,
      int columnsDone) {
    for (int s = 0; s < columns; s++) {
      int from = sourceFrom + s * sourceStep;
      int to = targetFrom + s;
      for (int r = s < columnsDone ? rowsDone : 0; r < rows; r++) {
        target[to + r * targetRow] = source[from + r];
      }
    }
  }
}
