package dev.ravine.optim.descent;

import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.StateExchange;

/// Where a line-search method is: a point, the gradient there, a direction, and the place along it
/// that was looked at last. The vectors may lie anywhere: only numbers go in and out.
public interface Iterate extends LineSearch.Line {

  /// Evaluates the objective where the minimization starts.
  ///
  /// @return the value
  /// @throws IllegalArgumentException if value or gradient are not finite there
  double begin();

  /// Turns to the next direction.
  ///
  /// @return the slope along it
  double direction();

  /// How long the first look along the direction is.
  ///
  /// @param decrease of the value in the last step, 0 in the first
  /// @param slope along the direction, below 0
  /// @return positive, at most [#longest]
  double first(double decrease, double slope);

  /// Goes to the place that was looked at last, and learns from the step.
  ///
  /// @param t how long it is, along the direction
  void move(double t);

  /// Forgets all steps: the next direction is the negative gradient.
  ///
  /// @return whether there was anything to forget
  boolean reset();

  /// Whether no component of the gradient that matters is larger than a tolerance.
  boolean isFlat(double tolerance);

  /// How far the point is from a minimum: the largest component of the gradient, where it matters.
  ///
  /// @return 0 or more, or NaN
  double flatness();

  /// The same of the point before the last step.
  double flatnessBefore();

  /// The point.
  ///
  /// @return a copy
  double[] point();

  /// Saves or restores point, gradient and what was learnt.
  void exchange(StateExchange state);
}
