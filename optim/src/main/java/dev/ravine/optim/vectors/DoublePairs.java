package dev.ravine.optim.vectors;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;

/// Pairs in double precision.
///
/// @param damping of [CurvaturePair#damp], 0 for none
record DoublePairs(double damping) implements PairNumbers<double[]> {

  @Override
  public Kernels<double[]> kernels() {
    return Kernels.doubles();
  }

  @Override
  public double[][] vectors(int count, int n) {
    return new double[count][n];
  }

  @Override
  public double[][] room(int count, int n) {
    return new double[count][0];
  }

  @Override
  public void write(Move move, double[] step, double[] change, int from, int to) {
    move.write(step, change, from, to);
  }

  @Override
  public double[] rounded(double[] vector, double[] room, int from, int to) {
    return vector;
  }

  @Override
  public void combine(
      double scale,
      double[] gradient,
      double[][] vectors,
      double[] weights,
      int count,
      double[] out,
      int from,
      int to,
      double[] sums) {
    for (int i = from; i < to; i++) {
      out[i] = scale * gradient[i];
    }
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      double[] v0 = vectors[k];
      double[] v1 = vectors[k + 1];
      double[] v2 = vectors[k + 2];
      double[] v3 = vectors[k + 3];
      double w0 = weights[k];
      double w1 = weights[k + 1];
      double w2 = weights[k + 2];
      double w3 = weights[k + 3];
      for (int i = from; i < to; i++) {
        out[i] += (w0 * v0[i] + w1 * v1[i]) + (w2 * v2[i] + w3 * v3[i]);
      }
    }
    if (k < count) {
      double[] v0 = vectors[k];
      double[] v1 = vectors[k + 1];
      double w0 = weights[k];
      double w1 = weights[k + 1];
      for (int i = from; i < to; i++) {
        out[i] += w0 * v0[i] + w1 * v1[i];
      }
    }
  }

  @Override
  public boolean damp(Move move, double[] step, double[] change, double product) {
    return CurvaturePair.damp(move, step, change, damping, product);
  }

  @Override
  public void exchange(StateExchange state, String name, double[] vector) {
    state.array(name, vector);
  }
}
