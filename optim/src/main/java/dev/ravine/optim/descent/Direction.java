package dev.ravine.optim.descent;

import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;

/// Where a line-search method goes next, by gradients and steps so far.
interface Direction {

  /// Writes a direction.
  ///
  /// @param x the point
  /// @param gradient there
  /// @param out is overwritten
  /// @return the slope along it, gradient · out
  double direction(double[] x, double[] gradient, double[] out);

  /// A step was made.
  ///
  /// @param move what it was
  void update(Move move);

  /// Forgets all steps: the next direction is the negative gradient.
  ///
  /// @return whether there was anything to forget
  boolean reset();

  /// Refuses bounds that it does not keep to.
  default void check(Bounds bounds) {
    bounds.refuse();
  }

  /// How far one may go along a direction.
  ///
  /// @param x the point
  /// @param direction that was written last
  default double longest(double[] x, double[] direction) {
    return Double.POSITIVE_INFINITY;
  }

  /// Moves a point of a search to where it is allowed: rounding may have led it out.
  default void project(double[] x) {}

  /// Whether no component of the gradient that matters is larger than a tolerance.
  default boolean isFlat(double[] x, double[] gradient, double tolerance) {
    return Vectors.isWithin(gradient, tolerance);
  }

  /// How far a point is from a minimum: the largest component of the gradient, where it matters.
  default double flatness(double[] x, double[] gradient) {
    return Minimum.norm(gradient);
  }

  /// How long the first look along a direction is.
  ///
  /// @param decrease of the value in the last step, 0 in the first
  /// @param slope along the direction, below 0
  /// @param direction that was written last
  /// @return positive
  double first(double decrease, double slope, double[] direction);

  /// Saves or restores what the direction keeps.
  void exchange(StateExchange state);
}
