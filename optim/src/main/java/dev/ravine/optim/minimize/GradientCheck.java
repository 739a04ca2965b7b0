package dev.ravine.optim.minimize;

import java.util.stream.IntStream;

/// Compares a gradient with finite differences of the value, coordinate by coordinate.
///
/// Central differences with steps of h and h / 2 are extrapolated (Richardson), and the difference
/// of the two, with the rounding error of the value ([Objective#resolution]), says how far to trust
/// the result.
///
/// @param coordinate the worst one, from 0
/// @param gradient what the objective says there
/// @param difference the finite difference there
/// @param uncertainty of the finite difference
public record GradientCheck(
    int coordinate, double gradient, double difference, double uncertainty) {

  private static final double RELATIVE = 1e-6;
  private static final double UNSURE = 0.5;
  private static final double NEGLIGIBLE = 1e-3;

  /// Checks at a point.
  ///
  /// @param objective whose gradient is in doubt
  /// @param at where, best no minimum and no start of round numbers
  /// @return the worst coordinate
  public static GradientCheck of(Objective objective, double[] at) {
    return of(objective, at, IntStream.range(0, at.length).toArray());
  }

  /// Checks some coordinates at a point: each takes four values.
  ///
  /// @param objective whose gradient is in doubt
  /// @param at where, best no minimum and no start of round numbers
  /// @param coordinates from 0
  /// @return the worst of them
  public static GradientCheck of(Objective objective, double[] at, int[] coordinates) {
    int n = objective.dimension();
    if (at.length != n) {
      throw new IllegalArgumentException(
          "the point must have %d numbers, as the objective has, had %d".formatted(n, at.length));
    }
    double[] gradient = new double[n];
    double value = objective.gradient(at, gradient);
    GradientCheck worst = new GradientCheck(0, 0, 0, 0);
    double worstExcess = -1;
    double resolution = objective.resolution();
    double step = 16 * StrictMath.cbrt(resolution);
    for (int i : coordinates) {
      double h = step * Math.max(1, Math.abs(at[i]));
      double wide = central(objective, at, i, h);
      double narrow = central(objective, at, i, h / 2);
      double difference = narrow + (narrow - wide) / 3;
      double uncertainty =
          Math.abs(narrow - wide) + 16 * resolution * Math.max(1, Math.abs(value)) / h;
      GradientCheck check = new GradientCheck(i, gradient[i], difference, uncertainty);
      double excess = check.excess();
      if (!(excess <= worstExcess)) {
        worst = check;
        worstExcess = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
      }
    }
    return worst;
  }

  private static double central(Objective objective, double[] at, int i, double h) {
    double[] moved = at.clone();
    moved[i] = at[i] + h;
    double up = moved[i];
    double above = objective.value(moved);
    moved[i] = at[i] - h;
    return (above - objective.value(moved)) / (up - moved[i]);
  }

  /// How many times larger the error is than what is allowed.
  private double excess() {
    double size = Math.max(Math.abs(gradient), Math.abs(difference));
    return Math.abs(gradient - difference) / (10 * uncertainty + RELATIVE * size);
  }

  /// Whether all coordinates agree with their finite differences, as far as these can be trusted.
  public boolean isRight() {
    return excess() <= 1;
  }

  /// Whether the finite difference is too uncertain to say anything: the values are too large for
  /// it, or the function is not smooth there.
  public boolean isUnsure() {
    double size = Math.max(Math.abs(gradient), Math.abs(difference));
    return isRight() && uncertainty > Math.max(UNSURE * size, NEGLIGIBLE);
  }

  @Override
  public String toString() {
    if (isUnsure()) {
      return "finite differences cannot tell: at coordinate %d the gradient says %s, the finite difference is %s ± %.1e"
          .formatted(coordinate, gradient, difference, uncertainty);
    }
    return isRight()
        ? "the gradient agrees with finite differences; worst at coordinate %d: %s, finite difference %s ± %.1e"
            .formatted(coordinate, gradient, difference, uncertainty)
        : "the gradient is wrong at coordinate %d: it says %s, the finite difference is %s ± %.1e"
            .formatted(coordinate, gradient, difference, uncertainty);
  }
}
