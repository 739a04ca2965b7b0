package dev.ravine.optim.problems;

import org.jspecify.annotations.Nullable;

/// The residuals of a problem, and their derivatives.
@FunctionalInterface
interface Residuals {

  /// Computes them.
  ///
  /// @param x the point
  /// @param r is overwritten
  /// @param j is zero, and gets row by row the derivatives; or null
  void at(double[] x, double[] r, double @Nullable [][] j);
}
