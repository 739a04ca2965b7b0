package dev.ravine.kernels;

/// Copies strided rectangles into contiguous scratch, for one type of array.
sealed interface Packing<A> permits Kernels {

  /// A new array of zeros.
  A array(int length);

  /// Copies a rectangle: `target[targetFrom + r * targetRow + s] = source[sourceFrom + r *
  /// sourceRow
  /// + s * sourceStep]`.
  void copy(
      A source,
      int sourceFrom,
      int sourceRow,
      int sourceStep,
      A target,
      int targetFrom,
      int targetRow,
      int rows,
      int columns);
}
