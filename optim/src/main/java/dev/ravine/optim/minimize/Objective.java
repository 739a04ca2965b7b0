package dev.ravine.optim.minimize;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// A function to minimize, in double precision.
///
/// Implementations may keep arrays of their own, so an objective belongs to one minimization at a
/// time.
public interface Objective {

  /// How many numbers a point has.
  ///
  /// @return 1 or more
  int dimension();

  /// The value at a point.
  ///
  /// @param x the point; not to be changed
  /// @return the value; what is not finite is avoided by minimizers
  double value(double[] x);

  /// The value and the gradient at a point.
  ///
  /// @param x the point; not to be changed
  /// @param gradient is overwritten
  /// @return the value
  double gradient(double[] x, double[] gradient);

  /// A function of a value and a gradient.
  ///
  /// @param dimension how many numbers a point has
  /// @param value at a point
  /// @param gradient writes the gradient at a point, its first argument, into its second
  /// @return an objective
  static Objective of(
      int dimension, ToDoubleFunction<double[]> value, BiConsumer<double[], double[]> gradient) {
    return new FunctionObjective(dimension, value, gradient);
  }

  /// A function without a gradient: central differences of the value stand for it. A gradient takes
  /// 2 · dimension + 1 values, which count as one evaluation, and has about ten digits.
  ///
  /// @param dimension how many numbers a point has
  /// @param value at a point
  /// @return an objective
  static Objective numerical(int dimension, ToDoubleFunction<double[]> value) {
    return new FunctionObjective(dimension, value, new CentralDifferences(value, Bounds.NONE));
  }

  /// How accurate value and gradient are, and the point that they are computed at: relative to
  /// their sizes. Methods that learn from small differences do not look closer.
  ///
  /// @return 2.2e-16, unless it computes in single precision
  default double resolution() {
    return Math.ulp(1.0);
  }

  /// Where the minimum is looked for.
  ///
  /// @return [Bounds#NONE], unless [#within] said so
  default Bounds bounds() {
    return Bounds.NONE;
  }

  /// The same function with bounds for its coordinates, which the minimizer `lbfgsb` keeps to.
  ///
  /// @param bounds of each coordinate
  /// @return a view of this objective
  /// @throws IllegalArgumentException if they are of another dimension
  default Objective within(Bounds bounds) {
    return bounds.ofDimension(dimension()).isNone() ? this : new BoundedObjective(this, bounds);
  }

  /// Compares the gradient with finite differences of the value.
  ///
  /// @param at where
  /// @return the worst coordinate; [GradientCheck#isRight] says whether it is right, and
  ///   [GradientCheck#isUnsure] whether that can't be told
  default GradientCheck check(double[] at) {
    return GradientCheck.of(this, at);
  }
}
