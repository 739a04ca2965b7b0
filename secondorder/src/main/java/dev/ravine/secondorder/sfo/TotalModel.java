package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;
import java.util.Arrays;
import java.util.List;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

/// The sum of all models: H + σ I is its Hessian, and H θ + σ θ + r its gradient at θ.
final class TotalModel {

  private static final Kernels<double[]> KERNELS = Kernels.doubles();

  private final int capacity;
  private final double[][] h;
  private final double[][] factor;
  private final double[] r;
  private double sigma;
  private boolean isPositive;

  TotalModel(int capacity) {
    this.capacity = capacity;
    h = new double[capacity][capacity];
    factor = new double[capacity][capacity];
    r = new double[capacity];
  }

  /// Adds a model's part, or with factor −1, takes it away.
  void add(QuadraticModel model, double factor, int k) {
    Curvature curvature = model.curvature();
    sigma += factor * curvature.least();
    for (int j = 0; j < curvature.weights().length; j++) {
      double[] v = curvature.vectors()[j];
      double weight = factor * curvature.weights()[j];
      int n = Math.min(k, v.length);
      for (int a = 0; a < n; a++) {
        double share = weight * v[a];
        double[] row = h[a];
        for (int b = 0; b < n; b++) {
          row[b] += share * v[b];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      r[i] += factor * model.gradient()[i];
    }
    curvature.addTimes(model.position(), -factor, r, k);
  }

  /// Sums all up anew, without the rounding errors of many changes.
  void rebuild(List<QuadraticModel> models, int k) {
    for (double[] row : h) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(r, 0);
    sigma = 0;
    for (QuadraticModel model : models) {
      add(model, 1, k);
    }
  }

  double sigma() {
    return sigma;
  }

  /// out = (H + σ I) x
  void times(double[] x, double[] out, int k) {
    for (int i = 0; i < k; i++) {
      out[i] = KERNELS.dot(h[i], 0, x, 0, k) + sigma * x[i];
    }
  }

  double quadratic(double[] x, int k) {
    double[] product = new double[capacity];
    times(x, product, k);
    return KERNELS.dot(product, 0, x, 0, k);
  }

  double[] gradient(double[] at, int k) {
    double[] gradient = new double[capacity];
    times(at, gradient, k);
    for (int i = 0; i < k; i++) {
      gradient[i] += r[i];
    }
    return gradient;
  }

  /// Prepares [#solve]: the Cholesky factor, row by row. (Our dot products make it a quarter of the
  /// time that a library takes for a few hundred rows, and it is most of what a step costs.)
  void factorize(int k) {
    isPositive = true;
    for (int i = 0; i < k; i++) {
      double[] row = factor[i];
      for (int j = 0; j < i; j++) {
        row[j] = (h[i][j] - KERNELS.dot(row, 0, factor[j], 0, j)) / factor[j][j];
      }
      double square = h[i][i] + sigma - KERNELS.sumOfSquares(row, 0, i);
      isPositive &= square > 0;
      row[i] = Math.sqrt(square);
    }
  }

  /// x = (H + σ I)⁻¹ b, as H was when it was factorized.
  double[] solve(double[] b, int k) {
    double[] x = Arrays.copyOf(b, capacity);
    if (!isPositive) {
      for (int i = 0; i < k; i++) {
        x[i] /= sigma;
      }
      return x;
    }
    for (int i = 0; i < k; i++) {
      x[i] = (x[i] - KERNELS.dot(factor[i], 0, x, 0, i)) / factor[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      x[i] /= factor[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= factor[i][j] * x[i];
      }
    }
    return x;
  }

  /// The median eigenvalue of H + σ I in as many dimensions as there can be.
  double medianCurvature(int k) {
    double[] values = new double[capacity];
    R064Store matrix = R064Store.FACTORY.make(k, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        matrix.set(i, j, (h[i][j] + h[j][i]) / 2);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(k, true);
    eigen.computeValuesOnly(matrix);
    for (int i = 0; i < k; i++) {
      values[i] = eigen.getEigenvalues().get(i).getReal();
    }
    Arrays.sort(values);
    return Curvature.median(values) + sigma;
  }

  void exchange(StateExchange state) {
    for (int i = 0; i < capacity; i++) {
      state.array("h" + i, h[i]);
    }
    state.array("r", r);
    sigma = state.number("sigma", sigma);
  }
}
