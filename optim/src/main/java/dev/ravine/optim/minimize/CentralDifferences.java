package dev.ravine.optim.minimize;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// A gradient by central differences, with steps of the cube root of the precision; by one-sided
/// ones at a bound.
///
/// Nocedal, Wright: Numerical Optimization, equation 8.7.
record CentralDifferences(ToDoubleFunction<double[]> f, Bounds bounds)
    implements BiConsumer<double[], double[]> {

  private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

  @Override
  public void accept(double[] x, double[] gradient) {
    double[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      double h = STEP * Math.max(1, Math.abs(x[i]));
      moved[i] = Math.min(x[i] + h, bounds.upper(i));
      double up = moved[i];
      double above = f.applyAsDouble(moved);
      moved[i] = Math.max(x[i] - h, bounds.lower(i));
      gradient[i] = up > moved[i] ? (above - f.applyAsDouble(moved)) / (up - moved[i]) : 0;
      moved[i] = x[i];
    }
  }
}
