package dev.ravine.optim.vectors;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;

/// How precisely [PairVectors] keep their pairs. Those of a gradient in single precision have no
/// more digits than a `float`: kept so, they are half as many bytes to read.
///
/// @param <A> `float[]` or `double[]`
interface PairNumbers<A> {

  Kernels<A> kernels();

  /// New vectors.
  A[] vectors(int count, int n);

  /// Room for rounded numbers: empty vectors where nothing is rounded.
  A[] room(int count, int n);

  /// Writes a part of a pair.
  void write(Move move, A step, A change, int from, int to);

  /// A part of a vector in this precision.
  ///
  /// @param room is written to if the vector itself does not serve
  /// @return the vector, or `room`
  A rounded(double[] vector, A room, int from, int to);

  /// out = scale · g + Σ weightᵢ · vectorᵢ, in a block.
  ///
  /// @param vectors an even number of them
  /// @param sums room for `to − from` numbers
  void combine(
      double scale,
      double[] gradient,
      A[] vectors,
      double[] weights,
      int count,
      double[] out,
      int from,
      int to,
      A sums);

  /// Moves the gradient's change where the curvature asks for it.
  ///
  /// @param product sᵀy
  /// @return whether anything was changed
  boolean damp(Move move, A step, A change, double product);

  void exchange(StateExchange state, String name, A vector);
}
