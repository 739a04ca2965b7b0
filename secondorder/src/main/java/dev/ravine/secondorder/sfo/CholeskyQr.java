package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/// Makes combinations of directions orthonormal, when the directions are almost so.
final class CholeskyQr {

  private final double[][] orthonormal;
  private final double[][] inner;

  private CholeskyQr(double[][] orthonormal, double[][] inner) {
    this.orthonormal = orthonormal;
    this.inner = inner;
  }

  /// @param combinations a row for each, by its coordinates
  /// @param gram inner products of the directions
  static CholeskyQr of(double[][] combinations, double[][] gram) {
    int m = combinations.length;
    int k = gram.length;
    double[][] products = new double[m][k];
    R064Store square = R064Store.FACTORY.make(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < k; j++) {
        products[i][j] = Kernels.doubles().dot(combinations[i], 0, gram[j], 0, k);
      }
      for (int j = 0; j < m; j++) {
        square.set(i, j, Kernels.doubles().dot(products[i], 0, combinations[j], 0, k));
      }
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(m, m);
    cholesky.decompose(square);
    MatrixStore<Double> factor = cholesky.getL();
    double[][] orthonormal = new double[m][];
    double[][] inner = new double[m][];
    for (int i = 0; i < m; i++) {
      orthonormal[i] = forward(factor, i, combinations, orthonormal);
      inner[i] = forward(factor, i, products, inner);
    }
    return new CholeskyQr(orthonormal, inner);
  }

  /// Row i of L⁻¹ X, from the rows before it.
  private static double[] forward(MatrixStore<Double> l, int i, double[][] x, double[][] solved) {
    double[] row = x[i].clone();
    for (int j = 0; j < i; j++) {
      double share = l.doubleValue(i, j);
      for (int c = 0; c < row.length; c++) {
        row[c] -= share * solved[j][c];
      }
    }
    for (int c = 0; c < row.length; c++) {
      row[c] /= l.doubleValue(i, i);
    }
    return row;
  }

  /// The combinations, orthonormal now.
  double[][] orthonormal() {
    return orthonormal;
  }

  /// Their inner products with the directions.
  double[][] inner() {
    return inner;
  }
}
