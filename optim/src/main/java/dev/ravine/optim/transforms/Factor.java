package dev.ravine.optim.transforms;

import dev.ravine.optim.stage.Block;

/// Multiplies by numbers that single precision may not hold: a norm of 1e-36 has a reciprocal of
/// 1e36, and a tensor of norm 1e3 a ratio to it of 1e39, but their product is an ordinary number.
final class Factor {

  private Factor() {}

  /// Multiplies all elements of a block.
  ///
  /// @param block whose update is multiplied
  /// @param factor finite
  static void multiply(Block block, double factor) {
    float[] u = block.update();
    if (isSingle(factor)) {
      float single = (float) factor;
      for (int i = block.from(); i < block.to(); i++) {
        u[i] *= single;
      }
    } else {
      for (int i = block.from(); i < block.to(); i++) {
        u[i] = (float) (factor * u[i]);
      }
    }
  }

  /// Whether single precision holds a number with all of its digits.
  static boolean isSingle(double factor) {
    double size = Math.abs(factor);
    return size == 0 || (size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE);
  }
}
