package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import java.util.Arrays;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/// A positive definite approximation of a Hessian: λ I + Σ uₖ vₖ vₖᵀ, from a history of changes.
///
/// λ is the smallest curvature that the history shows, as far as it shows one. BFGS or rank-one
/// updates, the oldest pair first, are made in the few dimensions that the history spans; there,
/// eigenvalues that are not positive become the median of the positive ones.
///
/// Sohl-Dickstein, Poole, Ganguli: Fast large-scale optimization by unifying stochastic gradient
/// and quasi-Newton methods (arXiv 1311.2115), section 3.2 and appendix C.
final class Curvature {

  private final double least;
  private final double greatest;
  private final double[][] vectors;
  private final double[] weights;

  /// Takes the arrays over.
  ///
  /// @param least λ
  /// @param greatest the largest curvature that the history shows
  /// @param vectors a row for each k
  /// @param weights uₖ
  Curvature(double least, double greatest, double[][] vectors, double[] weights) {
    this.least = least;
    this.greatest = greatest;
    this.vectors = vectors;
    this.weights = weights;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  double[][] vectors() {
    return vectors;
  }

  double[] weights() {
    return weights;
  }

  private static final double[] NO_WEIGHTS = {};

  /// The same curvature in all directions.
  static Curvature even(double curvature) {
    return new Curvature(curvature, curvature, new double[0][], NO_WEIGHTS);
  }

  /// @param history with one pair or more
  /// @param k how many coordinates there are
  /// @param update how pairs are learnt from
  /// @param condition how much smaller than the largest curvature one may be
  /// @param fallback λ if the history shows none
  static Curvature of(
      PartHistory history, int k, Sfo.Update update, double condition, double fallback) {
    int count = history.count();
    GramSchmidt spanned = new GramSchmidt(2 * count);
    for (int age = 0; age < count; age++) {
      spanned.add(history.step(age), k);
    }
    for (int age = 0; age < count; age++) {
      spanned.add(history.change(age), k);
    }
    double[][] directions = spanned.directions();
    int r = directions.length;
    double[][] steps = new double[count][r];
    double[][] changes = new double[count][r];
    for (int age = 0; age < count; age++) {
      for (int i = 0; i < r; i++) {
        steps[age][i] = Kernels.doubles().dot(directions[i], 0, history.step(age), 0, k);
        changes[age][i] = Kernels.doubles().dot(directions[i], 0, history.change(age), 0, k);
      }
    }
    double[] shown = shown(steps, changes, r);
    if (shown[shown.length - 1] == 0 || !Double.isFinite(Arrays.stream(shown).sum())) {
      Arrays.fill(shown, fallback);
    }
    double greatest = shown[0];
    double least = Math.max(shown[shown.length - 1], greatest / condition);
    double[][] b = new double[r][r];
    for (int i = 0; i < r; i++) {
      b[i][i] = least;
    }
    for (int age = count - 1; age >= 0; age--) {
      update.learn(b, steps[age], changes[age]);
    }
    return positive(b, directions, k, least, greatest, condition);
  }

  /// The largest singular values of the matrix that takes steps to changes, as many as there are
  /// pairs, in falling order.
  private static double[] shown(double[][] steps, double[][] changes, int r) {
    int count = steps.length;
    R064Store s = R064Store.FACTORY.make(r, count);
    R064Store y = R064Store.FACTORY.make(r, count);
    for (int age = 0; age < count; age++) {
      for (int i = 0; i < r; i++) {
        s.set(i, age, steps[age][i]);
        y.set(i, age, changes[age][i]);
      }
    }
    SingularValue<Double> svd = SingularValue.R064.make(r, count);
    svd.decompose(s);
    int rank = svd.getSingularValues().size();
    double cutoff = 1e-15 * svd.getSingularValues().doubleValue(0);
    MatrixStore<Double> right = y.multiply(svd.getV());
    R064Store scaled = R064Store.FACTORY.make(r, rank);
    for (int j = 0; j < rank; j++) {
      double sigma = svd.getSingularValues().doubleValue(j);
      for (int i = 0; i < r && sigma > cutoff; i++) {
        scaled.set(i, j, right.doubleValue(i, j) / sigma);
      }
    }
    SingularValue<Double> hessian = SingularValue.R064.make(scaled);
    hessian.decompose(scaled);
    double[] values = new double[count];
    for (int i = 0; i < Math.min(count, hessian.getSingularValues().size()); i++) {
      values[i] = hessian.getSingularValues().doubleValue(i);
    }
    return values;
  }

  private static Curvature positive(
      double[][] b, double[][] directions, int k, double least, double greatest, double condition) {
    int r = b.length;
    R064Store dense = R064Store.FACTORY.make(r, r);
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        dense.set(i, j, (b[i][j] + b[j][i]) / 2);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(r, true);
    eigen.decompose(dense);
    double[] values = new double[r];
    for (int i = 0; i < r; i++) {
      values[i] = eigen.getEigenvalues().get(i).getReal();
    }
    double[] positive = Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
    double median = positive.length == 0 ? greatest : median(positive);
    double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double[][] vectors = new double[r][];
    for (int j = 0; j < r; j++) {
      double value = values[j] < size / condition || positive.length == 0 ? median : values[j];
      values[j] = value - least;
      double[] vector = new double[directions[0].length];
      for (int i = 0; i < r; i++) {
        double share = eigen.getV().doubleValue(i, j);
        for (int c = 0; c < k; c++) {
          vector[c] += share * directions[i][c];
        }
      }
      vectors[j] = vector;
    }
    return new Curvature(least, greatest, vectors, values);
  }

  /// The median of sorted numbers.
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// out ← out + factor · B x
  void addTimes(double[] x, double factor, double[] out, int k) {
    for (int i = 0; i < k; i++) {
      out[i] += factor * least * x[i];
    }
    addLowRankTimes(x, factor, out, k);
  }

  /// The same without λ I.
  void addLowRankTimes(double[] x, double factor, double[] out, int k) {
    for (int j = 0; j < weights.length; j++) {
      double[] v = vectors[j];
      double share = factor * weights[j] * Kernels.doubles().dot(v, 0, x, 0, v.length);
      for (int i = 0; i < v.length; i++) {
        out[i] += share * v[i];
      }
    }
  }

  /// xᵀ B x
  double quadratic(double[] x, int k) {
    double sum = least * Kernels.doubles().sumOfSquares(x, 0, k);
    for (int j = 0; j < weights.length; j++) {
      double product = Kernels.doubles().dot(vectors[j], 0, x, 0, vectors[j].length);
      sum += weights[j] * product * product;
    }
    return sum;
  }

  /// The same curvature in other coordinates.
  Curvature transformed(Coordinates change, int capacity) {
    double[][] moved = new double[vectors.length][];
    for (int j = 0; j < moved.length; j++) {
      double[] vector = Arrays.copyOf(vectors[j], capacity);
      change.apply(vector);
      moved[j] = vector;
    }
    return new Curvature(least, greatest, moved, weights);
  }
}
