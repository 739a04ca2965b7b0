package dev.ravine.optim.minimize;

import java.util.Arrays;

/// What each coordinate of a point must lie between: lower ≤ xᵢ ≤ upper. Infinite bounds are none.
public final class Bounds {

  /// No bounds.
  public static final Bounds NONE = of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final double[] lower;
  private final double[] upper;

  private Bounds(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
    for (int i = 0; i < lower.length; i++) {
      if (!(lower[i] <= upper[i])) {
        throw new IllegalArgumentException(
            "lower must be at most upper, but of coordinate %d they are %s and %s"
                .formatted(i, lower[i], upper[i]));
      }
    }
  }

  /// The same bounds for each coordinate.
  ///
  /// @param lower at most upper
  /// @param upper of any dimension
  /// @return bounds of any dimension
  /// @throws IllegalArgumentException if they cross
  public static Bounds of(double lower, double upper) {
    return new Bounds(new double[] {lower}, new double[] {upper});
  }

  /// Bounds of its own for each coordinate.
  ///
  /// @param lower is copied
  /// @param upper is copied
  /// @return bounds of this dimension
  /// @throws IllegalArgumentException if they cross, or differ in length
  public static Bounds of(double[] lower, double[] upper) {
    if (lower.length != upper.length) {
      throw new IllegalArgumentException(
          "lower and upper must have as many numbers, have %d and %d"
              .formatted(lower.length, upper.length));
    }
    return new Bounds(lower.clone(), upper.clone());
  }

  @Override
  public String toString() {
    return lower.length == 1
        ? "%s … %s".formatted(lower[0], upper[0])
        : "%s … %s".formatted(Arrays.toString(lower), Arrays.toString(upper));
  }

  /// The lower bound of a coordinate.
  ///
  /// @param i from 0
  /// @return −∞ if there is none
  public double lower(int i) {
    return lower[lower.length == 1 ? 0 : i];
  }

  /// The upper bound of a coordinate.
  ///
  /// @param i from 0
  /// @return ∞ if there is none
  public double upper(int i) {
    return upper[upper.length == 1 ? 0 : i];
  }

  /// Whether no coordinate has a bound.
  ///
  /// @return whether all are infinite
  public boolean isNone() {
    return Arrays.stream(lower).allMatch(x -> x == Double.NEGATIVE_INFINITY)
        && Arrays.stream(upper).allMatch(x -> x == Double.POSITIVE_INFINITY);
  }

  /// Whether every coordinate has two bounds.
  ///
  /// @return whether all are finite
  public boolean isBox() {
    return Arrays.stream(lower).allMatch(Double::isFinite)
        && Arrays.stream(upper).allMatch(Double::isFinite);
  }

  /// Moves a point to the nearest one within.
  ///
  /// @param x is changed
  public void project(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.clamp(x[i], lower(i), upper(i));
    }
  }

  /// Refuses points that are not within.
  ///
  /// @param start to be checked
  /// @throws IllegalArgumentException if a coordinate is out of its bounds
  public void check(double[] start) {
    for (int i = 0; i < start.length; i++) {
      if (!(start[i] >= lower(i) && start[i] <= upper(i)) && !isNone()) {
        throw new IllegalArgumentException(
            "start must be within the bounds, but coordinate %d is %s, out of %s … %s"
                .formatted(i, start[i], lower(i), upper(i)));
      }
    }
  }

  /// For minimizers that keep to no bounds.
  ///
  /// @throws IllegalArgumentException if there are any
  public void refuse() {
    if (!isNone()) {
      throw new IllegalArgumentException(
          "the objective has bounds, which only the minimizer lbfgsb keeps to");
    }
  }

  /// Refuses objectives of another dimension.
  Bounds ofDimension(int dimension) {
    if (lower.length != 1 && lower.length != dimension) {
      throw new IllegalArgumentException(
          "bounds must be of %d coordinates, as the objective is, were of %d"
              .formatted(dimension, lower.length));
    }
    return this;
  }
}
