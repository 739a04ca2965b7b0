package dev.ravine.optim.minimize;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// An objective of two functions.
record FunctionObjective(
    int dimension, ToDoubleFunction<double[]> f, BiConsumer<double[], double[]> slope)
    implements Objective {

  FunctionObjective {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be 1 or more, was " + dimension);
    }
  }

  /// Differences are taken within the bounds.
  @Override
  public Objective within(Bounds bounds) {
    return slope instanceof CentralDifferences
        ? new BoundedObjective(
            new FunctionObjective(dimension, f, new CentralDifferences(f, bounds)),
            bounds.ofDimension(dimension))
        : Objective.super.within(bounds);
  }

  @Override
  public double value(double[] x) {
    return f.applyAsDouble(x);
  }

  @Override
  public double gradient(double[] x, double[] gradient) {
    slope.accept(x, gradient);
    return f.applyAsDouble(x);
  }
}
