package dev.ravine.kernels;

import dev.ravine.kernels.core.Primitives;
import dev.ravine.kernels.function.ElementaryFunction;
import dev.ravine.kernels.plain.DoubleMath;
import java.util.Arrays;

/// Kernels for one type of numbers. Loops that the JIT compiler vectorizes by itself are written
/// once here; the rest is [Primitives]. The twin for doubles is generated from this.
final class FloatKernels implements Kernels<float[]> {

  static final FloatKernels CURRENT = new FloatKernels(KernelChoice.current());

  private final Primitives<float[]> primitives;

  FloatKernels(KernelChoice choice) {
    primitives = choice.floats();
  }

  @Override
  public float[] array(int length) {
    return new float[length];
  }

  @Override
  public int length(float[] x) {
    return x.length;
  }

  @Override
  public double get(float[] x, int i) {
    return x[i];
  }

  @Override
  public void set(float[] x, int i, double value) {
    x[i] = (float) value;
  }

  @Override
  public void copy(
      float[] source,
      int sourceFrom,
      int sourceRow,
      int sourceStep,
      float[] target,
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
    if (sourceRow == 1) {
      primitives.transpose(
          source, sourceFrom, sourceStep, target, targetFrom, targetRow, rows, columns);
      return;
    }
    for (int s = 0; s < columns; s++) {
      int from = sourceFrom + s * sourceStep;
      int to = targetFrom + s;
      for (int r = 0; r < rows; r++) {
        target[to + r * targetRow] = source[from + r * sourceRow];
      }
    }
  }

  @Override
  public Gemm<float[]> gemm(GemmShape shape, ThreadTeam team) {
    return new Gemm<>(shape, team, primitives.tiles(), this);
  }

  @Override
  public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
    return primitives.dot(x, xFrom, y, yFrom, n);
  }

  @Override
  public void dots(
      float[] x0, float[] x1, float[] y0, float[] y1, int from, int n, double[] out, int outFrom) {
    primitives.dots(x0, x1, y0, y1, from, n, out, outFrom);
  }

  @Override
  public double sumOfSquares(float[] x, int from, int n) {
    return primitives.sumOfSquares(x, from, n);
  }

  @Override
  public void add(float[] a, float[] b, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] + b[i];
    }
  }

  @Override
  public void subtract(float[] a, float[] b, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] - b[i];
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] * b[i];
    }
  }

  @Override
  public void divide(float[] a, float[] b, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a[i] / b[i];
    }
  }

  @Override
  public void scale(float[] x, double factor, float[] out, int from, int to) {
    float f = (float) factor;
    for (int i = from; i < to; i++) {
      out[i] = f * x[i];
    }
  }

  @Override
  public void leakyRelu(float[] x, double slope, float[] out, int from, int to) {
    float s = (float) slope;
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
  public void leakyReluGradient(float[] g, float[] x, double slope, float[] out, int from, int to) {
    primitives.leakyReluGradient(g, x, slope, out, from, to);
  }

  @Override
  public void apply(ElementaryFunction f, float[] x, float[] out, int from, int to) {
    primitives.apply(f, x, out, from, to);
  }

  @Override
  public void sum(float[] x, float[] out, int outer, int count, int inner) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        out[o] = (float) primitives.sum(x, o * count, count);
      } else {
        Arrays.fill(out, o * inner, (o + 1) * inner, 0);
        primitives.addRows(out, o * inner, x, o * count * inner, count, inner);
      }
    }
  }

  @Override
  public void broadcast(float[] x, float[] out, int outer, int count, int inner) {
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
  public void softmax(float[] x, float[] out, int rows, int columns) {
    subtractRowMaximum(x, out, rows, columns);
    apply(ElementaryFunction.EXP, out, out, 0, rows * columns);
    for (int r = 0; r < rows; r++) {
      int from = r * columns;
      float scale = (float) (1 / sumInOrder(out, from, columns));
      for (int i = from; i < from + columns; i++) {
        out[i] *= scale;
      }
    }
  }

  @Override
  public void logSumExp(float[] x, float[] scratch, float[] out, int rows, int columns) {
    subtractRowMaximum(x, scratch, rows, columns);
    apply(ElementaryFunction.EXP, scratch, scratch, 0, rows * columns);
    for (int r = 0; r < rows; r++) {
      double sum = sumInOrder(scratch, r * columns, columns);
      out[r] = (float) (maximum(x, r * columns, columns) + DoubleMath.log(sum));
    }
  }

  private static void subtractRowMaximum(float[] x, float[] out, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int from = r * columns;
      float maximum = maximum(x, from, columns);
      for (int i = from; i < from + columns; i++) {
        out[i] = x[i] - maximum;
      }
    }
  }

  private static float maximum(float[] x, int from, int n) {
    float maximum = x[from];
    for (int i = from + 1; i < from + n; i++) {
      maximum = Math.max(maximum, x[i]);
    }
    return maximum;
  }

  private static double sumInOrder(float[] x, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += x[i];
    }
    return sum;
  }
}
