package dev.ravine.secondorder.hessianfree;

/// A positive definite matrix that is known by its products.
@FunctionalInterface
interface Damped {

  /// Multiplies.
  ///
  /// @param vector not changed
  /// @param result is overwritten
  void times(double[] vector, double[] result);
}
