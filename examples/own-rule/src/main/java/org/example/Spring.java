package org.example;

import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import java.util.List;

/// A problem of one's own: a spring of length 1 between a wall and a weight, hung in a plane.
///
/// ```
/// f(x, y) = 50 (√(x² + y²) − 1)² + y
/// ```
public final class Spring implements Problem, Objective {

  private static final double STIFFNESS = 50;

  @Override
  public String name() {
    return "spring";
  }

  @Override
  public String summary() {
    return "a weight on a spring in a plane";
  }

  @Override
  public String source() {
    return "";
  }

  @Override
  public double[] start() {
    return new double[] {1, 0.5};
  }

  /// The weight hangs below the wall, where the spring is longer by 1 / 100.
  @Override
  public List<Double> minima() {
    return List.of(-1.005);
  }

  @Override
  public Objective objective() {
    return this;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double value(double[] x) {
    return gradient(x, new double[2]);
  }

  @Override
  public double gradient(double[] x, double[] gradient) {
    double length = Math.hypot(x[0], x[1]);
    double longer = length - 1;
    gradient[0] = 2 * STIFFNESS * longer * x[0] / length;
    gradient[1] = 2 * STIFFNESS * longer * x[1] / length + 1;
    return STIFFNESS * longer * longer + x[1];
  }
}
