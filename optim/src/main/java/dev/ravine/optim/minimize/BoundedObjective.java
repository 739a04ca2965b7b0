package dev.ravine.optim.minimize;

/// An objective with bounds.
record BoundedObjective(Objective objective, Bounds bounds) implements Objective {

  @Override
  public int dimension() {
    return objective.dimension();
  }

  @Override
  public double value(double[] x) {
    return objective.value(x);
  }

  @Override
  public double gradient(double[] x, double[] gradient) {
    return objective.gradient(x, gradient);
  }

  @Override
  public double resolution() {
    return objective.resolution();
  }
}
