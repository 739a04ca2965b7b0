package dev.ravine.optim.minimize;

/// An objective that knows the products of its Hessian with vectors.
public interface TwiceDifferentiable extends Objective {

  /// Multiplies the Hessian by a vector.
  ///
  /// @param x where the Hessian is taken; not to be changed
  /// @param vector not to be changed
  /// @param result is overwritten by ∇²f(x) · vector
  void hessianTimes(double[] x, double[] vector, double[] result);
}
