package dev.ravine.kernels;

import java.util.Arrays;

/// Double precision. Loops that the JIT compiler vectorizes by itself are written once here; the
/// rest goes to the Vector API or to its plain twin.
final class DoubleKernels implements Kernels<double[]> {

  /// Shorter sums are as fast without vectors, and vectors of calls so short sometimes become
  /// objects: it depends on what the JIT compiler has seen before.
  private static final int WORTH_VECTORS = 128;

  static final DoubleKernels CURRENT = new DoubleKernels(KernelChoice.current());

  private final boolean vector;
  private final Tiles<double[]> tiles;

  DoubleKernels(KernelChoice choice) {
    vector = choice == KernelChoice.VECTOR;
    tiles = vector ? new VectorDoubleTiles() : new PlainDoubleTiles();
  }

  @Override
  public double[] array(int length) {
    return new double[length];
  }

  @Override
  public int length(double[] x) {
    return x.length;
  }

  @Override
  public double get(double[] x, int i) {
    return x[i];
  }

  @Override
  public void set(double[] x, int i, double value) {
    x[i] = value;
  }

  @Override
  public void copy(
      double[] source,
      int sourceFrom,
      int sourceRow,
      int sourceStep,
      double[] target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns) {
    if (sourceStep == 1) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            source, sourceFrom + r * sourceRow, target, targetFrom + r * targetRow, columns);
      }
      return;
    }
    int rowsDone = 0;
    int columnsDone = 0;
    if (vector && sourceRow == 1 && VectorDoubleTiles.bits() >= 256) {
      rowsDone = rows - rows % VectorDoubleTranspose.LANES;
      columnsDone = columns - columns % VectorDoubleTranspose.LANES;
      VectorDoubleTranspose.copy(
          source, sourceFrom, sourceStep, target, targetFrom, targetRow, rowsDone, columnsDone);
    }
    for (int s = 0; s < columns; s++) {
      int from = sourceFrom + s * sourceStep;
      int to = targetFrom + s;
      for (int r = s < columnsDone ? rowsDone : 0; r < rows; r++) {
        target[to + r * targetRow] = source[from + r * sourceRow];
      }
    }
  }

  @Override
  public Gemm<double[]> gemm(GemmShape shape, ThreadTeam team) {
    return new Gemm<>(shape, team, tiles, this);
  }

  @Override
  public double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
    return vector
        ? VectorDoubleSums.dot(x, xFrom, y, yFrom, n)
        : DoubleSums.dot(x, xFrom, y, yFrom, n);
  }

  @Override
  public double sumOfSquares(double[] x, int from, int n) {
    return vector ? VectorDoubleSums.sumOfSquares(x, from, n) : DoubleSums.sumOfSquares(x, from, n);
  }

  @Override
  public void add(double[] a, double[] b, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] + b[i];
    }
  }

  @Override
  public void subtract(double[] a, double[] b, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] - b[i];
    }
  }

  @Override
  public void multiply(double[] a, double[] b, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] * b[i];
    }
  }

  @Override
  public void divide(double[] a, double[] b, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] / b[i];
    }
  }

  @Override
  public void scale(double[] x, double factor, double[] out, int from, int to) {
    double f = factor;
    for (int i = from; i < to; i++) {
      out[i] = f * x[i];
    }
  }

  @Override
  public void rectify(double[] x, double slope, double[] out, int from, int to) {
    double s = slope;
    if (s == 0) {
      for (int i = from; i < to; i++) {
        out[i] = Math.max(x[i], 0);
      }
    } else {
      for (int i = from; i < to; i++) {
        out[i] = Math.max(x[i], s * x[i]);
      }
    }
  }

  @Override
  public void gate(double[] g, double[] x, double slope, double[] out, int from, int to) {
    double s = slope;
    int i = vector ? VectorDoubleMath.gate(g, x, s, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = x[i] > 0 ? g[i] : s * g[i];
    }
  }

  @Override
  public void sqrt(double[] x, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = Math.sqrt(x[i]);
    }
  }

  @Override
  public void exp(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.exp(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.exp(x[i]);
    }
  }

  @Override
  public void log(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.log(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.log(x[i]);
    }
  }

  @Override
  public void tanh(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.tanh(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.sigmoid(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.sigmoid(x[i]);
    }
  }

  @Override
  public void softplus(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.softplus(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.softplus(x[i]);
    }
  }

  @Override
  public void erf(double[] x, double[] out, int from, int to) {
    int i = vector ? VectorDoubleMath.erf(x, out, from, to) : from;
    for (; i < to; i++) {
      out[i] = DoubleMath.erf(x[i]);
    }
  }

  @Override
  public void sum(double[] x, double[] out, int outer, int count, int inner) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        out[o] = sum(x, o * count, count);
      } else {
        Arrays.fill(out, o * inner, (o + 1) * inner, 0);
        addRows(out, o * inner, x, o * count * inner, count, inner);
      }
    }
  }

  private double sum(double[] x, int from, int n) {
    return vector && n >= WORTH_VECTORS
        ? VectorDoubleSums.sum(x, from, n)
        : DoubleSums.sum(x, from, n);
  }

  private void addRows(double[] out, int outFrom, double[] x, int xFrom, int rows, int n) {
    int from = vector ? VectorDoubleMath.addRows(out, outFrom, x, xFrom, rows, n) : 0;
    for (int r = 0; r < rows; r++) {
      for (int i = from; i < n; i++) {
        out[outFrom + i] += x[xFrom + r * n + i];
      }
    }
  }

  @Override
  public void repeat(double[] x, double[] out, int outer, int count, int inner) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        Arrays.fill(out, o * count, (o + 1) * count, x[o]);
      } else {
        for (int r = 0; r < count; r++) {
          System.arraycopy(x, o * inner, out, (o * count + r) * inner, inner);
        }
      }
    }
  }

  @Override
  public void softmax(double[] x, double[] out, int rows, int columns) {
    subtractRowMaximum(x, out, rows, columns);
    exp(out, out, 0, rows * columns);
    for (int r = 0; r < rows; r++) {
      int from = r * columns;
      double scale = (1 / sumInOrder(out, from, columns));
      for (int i = from; i < from + columns; i++) {
        out[i] *= scale;
      }
    }
  }

  @Override
  public void logSumExp(double[] x, double[] scratch, double[] out, int rows, int columns) {
    subtractRowMaximum(x, scratch, rows, columns);
    exp(scratch, scratch, 0, rows * columns);
    for (int r = 0; r < rows; r++) {
      double sum = sumInOrder(scratch, r * columns, columns);
      out[r] = (maximum(x, r * columns, columns) + DoubleMath.log(sum));
    }
  }

  private static void subtractRowMaximum(double[] x, double[] out, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int from = r * columns;
      double maximum = maximum(x, from, columns);
      for (int i = from; i < from + columns; i++) {
        out[i] = x[i] - maximum;
      }
    }
  }

  private static double maximum(double[] x, int from, int n) {
    double maximum = x[from];
    for (int i = from + 1; i < from + n; i++) {
      maximum = Math.max(maximum, x[i]);
    }
    return maximum;
  }

  private static double sumInOrder(double[] x, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += x[i];
    }
    return sum;
  }
}
