package dev.ravine.optim.vectors;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;

/// Pairs in single precision, which are never damped. Inner products are summed in double
/// precision.
record FloatPairs() implements PairNumbers<float[]> {

  @Override
  public Kernels<float[]> kernels() {
    return Kernels.floats();
  }

  @Override
  public float[][] vectors(int count, int n) {
    return new float[count][n];
  }

  @Override
  public float[][] room(int count, int n) {
    return vectors(count, n);
  }

  @Override
  public void write(Move move, float[] step, float[] change, int from, int to) {
    move.write(step, change, from, to);
  }

  @Override
  public float[] rounded(double[] vector, float[] room, int from, int to) {
    for (int i = from; i < to; i++) {
      room[i] = (float) vector[i];
    }
    return room;
  }

  @Override
  public void combine(
      double scale,
      double[] gradient,
      float[][] vectors,
      double[] weights,
      int count,
      double[] out,
      int from,
      int to,
      float[] sums) {
    int n = to - from;
    for (int i = 0; i < n; i++) {
      sums[i] = 0;
    }
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      float[] v0 = vectors[k];
      float[] v1 = vectors[k + 1];
      float[] v2 = vectors[k + 2];
      float[] v3 = vectors[k + 3];
      float w0 = (float) weights[k];
      float w1 = (float) weights[k + 1];
      float w2 = (float) weights[k + 2];
      float w3 = (float) weights[k + 3];
      for (int i = 0; i < n; i++) {
        sums[i] +=
            (w0 * v0[from + i] + w1 * v1[from + i]) + (w2 * v2[from + i] + w3 * v3[from + i]);
      }
    }
    if (k < count) {
      float[] v0 = vectors[k];
      float[] v1 = vectors[k + 1];
      float w0 = (float) weights[k];
      float w1 = (float) weights[k + 1];
      for (int i = 0; i < n; i++) {
        sums[i] += w0 * v0[from + i] + w1 * v1[from + i];
      }
    }
    for (int i = 0; i < n; i++) {
      out[from + i] = scale * gradient[from + i] + sums[i];
    }
  }

  @Override
  public boolean damp(Move move, float[] step, float[] change, double product) {
    return false;
  }

  @Override
  public void exchange(StateExchange state, String name, float[] vector) {
    state.array(name, vector);
  }
}
