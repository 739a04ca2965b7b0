package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.StateExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The models of all parts, in the subspace they share, and where the minimization is in it.
///
/// Coordinates are relative to where the minimization was when directions were given up last.
final class ModelSum {

  private static final int FIRST_PARTS = 2;
  private static final int TWICE = 2;
  private static final double MEMORY_GROWTH = 1.5;
  private static final int FIRST_EVALUATIONS = 5;

  private final Sfo method;
  private final List<QuadraticModel> models;
  private final Subspace subspace;
  private final TotalModel total;
  private final int fewest;
  private final double[] at;
  private final double[] before;
  private final double[] slope;
  private double leastStep;
  private double leastChange;
  private final List<double[]> pending = new ArrayList<>();

  /// @param n dimension of the whole space
  ModelSum(Sfo method, int n, int parts, ThreadTeam team) {
    this.method = method;
    fewest = (int) Math.min(TWICE * (long) parts + TWICE, n);
    int capacity = (int) Math.min(Math.ceil(MEMORY_GROWTH * fewest), n);
    subspace = capacity == n ? new Subspace.Whole(n) : new FloatBasis(n, capacity, team);
    total = new TotalModel(capacity);
    models =
        IntStream.range(0, parts)
            .mapToObj(part -> new QuadraticModel(method.history(), capacity))
            .toList();
    at = new double[capacity];
    before = new double[capacity];
    slope = new double[capacity];
  }

  /// Below these sizes differences are rounding errors.
  ///
  /// @param step of a change of position
  /// @param change of a gradient, relative to its size
  void ignore(double step, double change) {
    leastStep = step;
    leastChange = change;
  }

  /// The first parts join, with the curvature they are taken to have.
  void begin() {
    for (int i = 0; i < FIRST_PARTS; i++) {
      QuadraticModel model = models.get(i);
      model.activate();
      model.curvature(Curvature.even(method.curvature()));
      total.add(model, 1, directions());
    }
  }

  List<QuadraticModel> models() {
    return models;
  }

  List<QuadraticModel> active() {
    return models.stream().filter(QuadraticModel::isActive).toList();
  }

  Subspace subspace() {
    return subspace;
  }

  TotalModel total() {
    return total;
  }

  int directions() {
    return subspace.directions();
  }

  /// Where the minimization is.
  double[] at() {
    return at;
  }

  /// Where it was before the last step.
  double[] before() {
    return before;
  }

  /// The gradient of all models before the last step.
  double[] slope() {
    return slope;
  }

  /// New coordinates that follow when directions are given up, until [#settle].
  double[] pending() {
    double[] coordinates = new double[at.length];
    pending.add(coordinates);
    return coordinates;
  }

  /// All pending coordinates are learnt.
  void settle() {
    pending.clear();
  }

  /// Writes the coordinates of a gradient of the whole space; if it is not finite, NaN.
  void project(double[] gradient, double[] coordinates) {
    if (!isFinite(gradient)) {
      Arrays.fill(coordinates, Double.NaN);
      return;
    }
    subspace.add(gradient, coordinates);
    if (subspace.isFull()) {
      collapse(coordinates);
    }
  }

  static boolean isFinite(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += 0 * v;
    }
    return sum == 0;
  }

  /// Keeps the last gradients and positions, and of the histories what there is place for.
  private void collapse(double[] newest) {
    int k = subspace.directions();
    GramSchmidt kept = new GramSchmidt(fewest);
    kept.add(newest, k);
    for (double[] waiting : pending) {
      if (isFinite(waiting)) {
        kept.add(waiting, k);
      }
    }
    kept.add(difference(before, at), k);
    for (QuadraticModel model : models) {
      kept.add(model.gradient(), k);
      if (model.isKnown()) {
        kept.add(model.stepTo(at), k);
      }
    }
    for (int age = 0; age < method.history(); age++) {
      for (QuadraticModel model : models) {
        if (age < model.history().count()) {
          kept.add(model.history().change(age), k);
          kept.add(model.history().step(age), k);
        }
      }
    }
    double[] origin = at.clone();
    for (QuadraticModel model : models) {
      subtract(model.position(), origin);
    }
    subtract(before, origin);
    Arrays.fill(at, 0);
    Coordinates change = new Coordinates(subspace.replace(kept.directions()), at.length);
    models.forEach(model -> model.transform(change));
    change.apply(before);
    change.apply(slope);
    for (double[] waiting : pending) {
      change.apply(waiting);
    }
    total.rebuild(models, subspace.directions());
  }

  static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    subtract(difference, b);
    return difference;
  }

  private static void subtract(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] -= b[i];
    }
  }

  static double norm(double[] a) {
    return Math.sqrt(Kernels.doubles().sumOfSquares(a, 0, a.length));
  }

  /// Puts a place into a model's history; its curvature is updated by [#learn].
  void learnPosition(QuadraticModel model, double[] where, double value, double[] slope) {
    int k = directions();
    total.add(model, -1, k);
    model.learn(where, value, slope, leastStep, leastChange);
    total.add(model, 1, k);
  }

  void learn(QuadraticModel model, double value, double[] gradient, long evaluations) {
    int k = directions();
    total.add(model, -1, k);
    model.learn(at, value, gradient, leastStep, leastChange);
    model.curvature(curvature(model, k, evaluations));
    total.add(model, 1, k);
  }

  private Curvature curvature(QuadraticModel model, int k, long evaluations) {
    if (model.history().count() > 0) {
      double fallback =
          models.stream()
              .filter(QuadraticModel::isActive)
              .mapToDouble(other -> other.curvature().least())
              .max()
              .orElse(method.curvature());
      return Curvature.of(model.history(), k, method.update(), method.condition(), fallback);
    }
    // The total is without this model for the moment.
    total.add(model, 1, k);
    double even = total.medianCurvature(k) / active().size();
    total.add(model, -1, k);
    boolean stuck = model.evaluations() > TWICE && evaluations < FIRST_EVALUATIONS;
    return Curvature.even(stuck ? even / 10 : even);
  }

  void exchange(StateExchange state) {
    for (int i = 0; i < models.size(); i++) {
      models.get(i).exchange("model" + i + "/", state);
    }
    subspace.exchange(state);
    total.exchange(state);
    state.array("at", at);
    state.array("before", before);
    state.array("slope", slope);
  }
}
