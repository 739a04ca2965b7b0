package dev.ravine.optim.engine;

/// What the engine itself does to the parameters x with the update u, from one index to another.
final class ParameterUpdate {

  private ParameterUpdate() {}

  /// u ← learningRate · u
  static void scale(float[] u, int from, int to, float learningRate) {
    for (int i = from; i < to; i++) {
      u[i] = learningRate * u[i];
    }
  }

  /// x ← x − u
  static void subtract(float[] x, float[] u, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] -= u[i];
    }
  }

  /// x ← x − learningRate · u
  static void subtractScaled(float[] x, float[] u, int from, int to, float learningRate) {
    for (int i = from; i < to; i++) {
      x[i] -= learningRate * u[i];
    }
  }

  /// x ← x + u
  static void add(float[] x, float[] u, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] += u[i];
    }
  }
}
