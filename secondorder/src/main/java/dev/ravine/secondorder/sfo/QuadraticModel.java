package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;

/// What is known of one part: its value and gradient where it was evaluated last, and a curvature.
final class QuadraticModel {

  private final int capacity;
  private final double[] position;
  private final double[] gradient;
  private final PartHistory history;
  private Curvature curvature = Curvature.even(0);
  private double value = Double.NaN;
  private long evaluations;
  private boolean active;

  QuadraticModel(int historyLength, int capacity) {
    this.capacity = capacity;
    position = new double[capacity];
    gradient = new double[capacity];
    history = new PartHistory(historyLength, capacity);
  }

  boolean isActive() {
    return active;
  }

  void activate() {
    active = true;
  }

  /// Whether it was evaluated since it was made or replaced.
  boolean isKnown() {
    return !Double.isNaN(value);
  }

  long evaluations() {
    return evaluations;
  }

  void evaluated() {
    evaluations++;
  }

  double value() {
    return value;
  }

  double[] position() {
    return position;
  }

  double[] gradient() {
    return gradient;
  }

  PartHistory history() {
    return history;
  }

  Curvature curvature() {
    return curvature;
  }

  void curvature(Curvature newCurvature) {
    curvature = newCurvature;
  }

  /// Learns from an evaluation.
  ///
  /// @param shortest how long a step must be to show anything
  /// @param resolution of the gradient, relative to its size
  void learn(
      double[] at, double newValue, double[] newGradient, double shortest, double resolution) {
    if (isKnown()) {
      double[] step = new double[capacity];
      double[] change = new double[capacity];
      for (int i = 0; i < capacity; i++) {
        step[i] = at[i] - position[i];
        change[i] = newGradient[i] - gradient[i];
      }
      double size = Math.sqrt(Kernels.doubles().sumOfSquares(newGradient, 0, capacity));
      history.add(step, change, shortest, resolution * size);
    }
    System.arraycopy(at, 0, position, 0, capacity);
    System.arraycopy(newGradient, 0, gradient, 0, capacity);
    value = newValue;
  }

  /// The part was replaced: it is evaluated twice before anything is learnt of its curvature.
  void forget(boolean keepHistory) {
    evaluations = 0;
    value = Double.NaN;
    if (!keepHistory) {
      history.clear();
    }
  }

  /// What the model says of a place.
  double predict(double[] at, int k) {
    double[] step = stepTo(at);
    return value
        + Kernels.doubles().dot(gradient, 0, step, 0, k)
        + 0.5 * curvature.quadratic(step, k);
  }

  double[] stepTo(double[] at) {
    double[] step = new double[capacity];
    for (int i = 0; i < capacity; i++) {
      step[i] = at[i] - position[i];
    }
    return step;
  }

  void transform(Coordinates change) {
    change.apply(position);
    change.apply(gradient);
    history.transform(change);
    curvature = curvature.transformed(change, capacity);
  }

  void exchange(String name, StateExchange state) {
    state.array(name + "position", position);
    state.array(name + "gradient", gradient);
    value = state.number(name + "value", value);
    evaluations = state.count(name + "evaluations", evaluations);
    active = state.number(name + "active", active ? 1 : 0) != 0;
    history.exchange(name, state);
    double least = state.number(name + "least", curvature.least());
    double greatest = state.number(name + "greatest", curvature.greatest());
    int rank = (int) state.count(name + "rank", curvature.weights().length);
    boolean same = rank == curvature.weights().length;
    double[] weights = same ? curvature.weights().clone() : new double[rank];
    state.array(name + "weights", weights);
    double[][] vectors = new double[rank][];
    for (int j = 0; j < rank; j++) {
      int length = (int) state.count(name + "length" + j, same ? curvature.vectors()[j].length : 0);
      vectors[j] =
          same && curvature.vectors()[j].length == length
              ? curvature.vectors()[j].clone()
              : new double[length];
      state.array(name + "vector" + j, vectors[j]);
    }
    curvature = new Curvature(least, greatest, vectors, weights);
  }
}
