package dev.ravine.optim.minimize;

/// A sum of functions, each a convex loss of a model's outputs, that knows the products of their
/// generalized Gauss–Newton matrices with vectors.
///
/// Schraudolph: Fast Curvature Matrix-Vector Products for Second-Order Gradient Descent (Neural
/// Computation 14, 2002).
public interface GaussNewtonSum extends FiniteSum {

  /// Multiplies the Gauss–Newton matrix of one part, JᵀHJ, by a vector: J has the derivatives of
  /// the model's outputs, H is the Hessian of the loss of outputs.
  ///
  /// @param part 0 … parts − 1
  /// @param x where the matrix is taken; not to be changed
  /// @param vector not to be changed
  /// @param result is overwritten
  void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result);
}
