package dev.ravine.optim.minimize;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// A gradient by central differences, with steps of the cube root of the precision.
///
/// Nocedal, Wright: Numerical Optimization, equation 8.7.
record CentralDifferences(ToDoubleFunction<double[]> f) implements BiConsumer<double[], double[]> {

  private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

  @Override
  public void accept(double[] x, double[] gradient) {
    double[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      double h = STEP * Math.max(1, Math.abs(x[i]));
      moved[i] = x[i] + h;
      double up = moved[i];
      double above = f.applyAsDouble(moved);
      moved[i] = x[i] - h;
      gradient[i] = (above - f.applyAsDouble(moved)) / (up - moved[i]);
      moved[i] = x[i];
    }
  }
}
