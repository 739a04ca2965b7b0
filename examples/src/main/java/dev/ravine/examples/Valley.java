package dev.ravine.examples;

/// What the examples minimize: f(θ) = Σ (i + 1) · θᵢ² / 2, a valley that is steeper in some
/// directions than in others.
final class Valley {

  private Valley() {}

  static float[] gradient(float[] theta) {
    float[] gradient = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      gradient[i] = (i + 1) * theta[i];
    }
    return gradient;
  }

  static double value(float[] theta) {
    double sum = 0;
    for (int i = 0; i < theta.length; i++) {
      sum += (i + 1) * theta[i] * theta[i] / 2;
    }
    return sum;
  }

  static float[] start() {
    return new float[] {1, -2, 3, -4};
  }
}
