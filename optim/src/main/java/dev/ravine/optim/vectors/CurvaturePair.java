package dev.ravine.optim.vectors;

/// What quasi-Newton methods do before they learn from a step: they leave it out, or damp the
/// gradient's change, where the curvature along it is not positive enough.
public final class CurvaturePair {

  private static final double LEAST_CURVATURE = 2.2e-16;

  private static final int BLOCK = 4096;

  private CurvaturePair() {}

  /// Writes a pair, in blocks that stay in a cache for the products, and decides whether to learn
  /// from it.
  ///
  /// Powell's damping makes y ← θ y + (1 − θ) B s, so that sᵀy ≥ damping · sᵀB s. After a step of
  /// length t along −H g, B s is −t g.
  ///
  /// Powell: Algorithms for Nonlinear Constraints that Use Lagrangian Functions (Mathematical
  /// Programming 14, 1978); Nocedal, Wright: Numerical Optimization, procedure 18.2.
  ///
  /// @param move the step
  /// @param step is overwritten with s
  /// @param change is overwritten with y, damped if it has to be
  /// @param damping 0 for none
  /// @return whether sᵀy is large enough
  public static boolean learn(Move move, double[] step, double[] change, double damping) {
    double product = 0;
    double square = 0;
    for (int from = 0; from < step.length; from += BLOCK) {
      int n = Math.min(BLOCK, step.length - from);
      move.write(step, change, from, from + n);
      product += Vectors.dot(step, change, from, n);
      square += Vectors.dot(change, change, from, n);
    }
    if (damp(move, step, change, damping, product)) {
      product = Vectors.dot(step, change);
      square = Vectors.dot(change, change);
    }
    return isCurved(product, square);
  }

  /// Damps the gradient's change where it has to be.
  ///
  /// @param product sᵀy
  /// @return whether anything was changed
  static boolean damp(Move move, double[] step, double[] change, double damping, double product) {
    if (damping == 0) {
      return false;
    }
    double t = move.t();
    double curvature = -t * Vectors.dot(step, move.gradientBefore());
    if (product >= damping * curvature) {
      return false;
    }
    double theta = (1 - damping) * curvature / (curvature - product);
    for (int i = 0; i < change.length; i++) {
      change[i] = theta * change[i] - (1 - theta) * t * move.gradientBefore()[i];
    }
    return true;
  }

  /// Whether the curvature along a step is positive enough.
  ///
  /// @param product sᵀy
  /// @param square yᵀy
  static boolean isCurved(double product, double square) {
    return product > LEAST_CURVATURE * square;
  }
}
