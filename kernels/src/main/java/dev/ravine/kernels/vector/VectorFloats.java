package dev.ravine.kernels.vector;

import dev.ravine.kernels.core.Primitives;
import dev.ravine.kernels.core.Tiles;
import dev.ravine.kernels.function.ElementaryFunction;
import dev.ravine.kernels.plain.FloatMath;
import dev.ravine.kernels.plain.FloatSums;
import dev.ravine.kernels.plain.PlainFloats;

/// Vectors as far as they reach, plain loops for the rest.
public final class VectorFloats implements Primitives<float[]> {

  /// Shorter sums are as fast without vectors, and vectors of calls so short sometimes become
  /// objects: it depends on what the JIT compiler has seen before.
  private static final int WORTH_VECTORS = 128;

  /// Narrower vectors do not hold the block that is transposed in registers.
  private static final int TRANSPOSES_FROM_BITS = 256;

  private final Tiles<float[]> tiles = new VectorFloatTiles();

  /// The only kind.
  public VectorFloats() {}

  @Override
  public Tiles<float[]> tiles() {
    return tiles;
  }

  @Override
  public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
    return VectorFloatSums.dot(x, xFrom, y, yFrom, n);
  }

  @Override
  public void dots(
      float[] x0, float[] x1, float[] y0, float[] y1, int from, int n, double[] out, int outFrom) {
    if (!VectorFloatDots.dots(x0, x1, y0, y1, from, n, out, outFrom)) {
      Primitives.super.dots(x0, x1, y0, y1, from, n, out, outFrom);
    }
  }

  @Override
  public double sumOfSquares(float[] x, int from, int n) {
    return VectorFloatSums.sumOfSquares(x, from, n);
  }

  @Override
  public double sum(float[] x, int from, int n) {
    return n >= WORTH_VECTORS ? VectorFloatSums.sum(x, from, n) : FloatSums.sum(x, from, n);
  }

  @Override
  public void apply(ElementaryFunction f, float[] x, float[] out, int from, int to) {
    FloatMath.apply(f, x, out, VectorFloatMath.apply(f, x, out, from, to), to);
  }

  @Override
  public void leakyReluGradient(float[] g, float[] x, double slope, float[] out, int from, int to) {
    float s = (float) slope;
    PlainFloats.restOfLeakyReluGradient(
        g, x, s, out, VectorFloatLoops.leakyReluGradient(g, x, s, out, from, to), to);
  }

  @Override
  public void addRows(float[] out, int outFrom, float[] x, int xFrom, int rows, int n) {
    int done = VectorFloatLoops.addRows(out, outFrom, x, xFrom, rows, n);
    PlainFloats.restOfRows(out, outFrom, x, xFrom, rows, n, done);
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
    int rowsDone = 0;
    int columnsDone = 0;
    if (VectorWidth.bits() >= TRANSPOSES_FROM_BITS) {
      rowsDone = rows - rows % VectorFloatTranspose.LANES;
      columnsDone = columns - columns % VectorFloatTranspose.LANES;
      VectorFloatTranspose.copy(
          source, sourceFrom, sourceStep, target, targetFrom, targetRow, rowsDone, columnsDone);
    }
    PlainFloats.restOfTranspose(
        source,
        sourceFrom,
        sourceStep,
        target,
        targetFrom,
        targetRow,
        rows,
        columns,
        rowsDone,
        columnsDone);
  }
}
