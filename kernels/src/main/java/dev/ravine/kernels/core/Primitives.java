package dev.ravine.kernels.core;

import dev.ravine.kernels.function.ElementaryFunction;

/// The operations that exist in a form with vectors and in one without; both give the same bits.
/// All other operations are written once, above it.
///
/// @param <A> `float[]` or `double[]`
public interface Primitives<A> {

  /// The innermost part of matrix products.
  Tiles<A> tiles();

  /// Σ xᵢ yᵢ in 32 lanes.
  double dot(A x, int xFrom, A y, int yFrom, int n);

  /// The dot products of two arrays with two others: x₀·y₀, x₁·y₀, x₀·y₁, x₁·y₁.
  default void dots(A x0, A x1, A y0, A y1, int from, int n, double[] out, int outFrom) {
    out[outFrom] = dot(x0, from, y0, from, n);
    out[outFrom + 1] = dot(x1, from, y0, from, n);
    out[outFrom + 2] = dot(x0, from, y1, from, n);
    out[outFrom + 3] = dot(x1, from, y1, from, n);
  }

  /// Σ xᵢ² in 32 lanes.
  double sumOfSquares(A x, int from, int n);

  /// Σ xᵢ in 32 lanes.
  double sum(A x, int from, int n);

  /// out = f(x).
  void apply(ElementaryFunction f, A x, A out, int from, int to);

  /// out = g where x > 0, else slope · g.
  void leakyReluGradient(A g, A x, double slope, A out, int from, int to);

  /// Adds rows of n elements to a row, in order.
  void addRows(A out, int outFrom, A x, int xFrom, int rows, int n);

  /// `target[targetFrom + r · targetRow + s] = source[sourceFrom + r + s · sourceStep]`.
  void transpose(
      A source,
      int sourceFrom,
      int sourceStep,
      A target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns);
}
