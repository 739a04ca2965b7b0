package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Storage;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.StateExchange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Orthonormal directions in single precision, half the memory of doubles. Coordinates are measured
/// twice, the second time on what the first left over, so that they are as accurate as doubles.
///
/// The whole space is cut into blocks; in each block the directions are the rows of a small matrix
/// that fits the cache.
final class FloatBasis implements Subspace {

  private static final Kernels<float[]> KERNELS = Kernels.floats();
  private static final int ROWS = 1024;

  /// Inner products of directions are summed in so many parts, whatever the number of threads.
  private static final int PARTS = 8;

  private static final ThreadTeam ALONE = new ThreadTeam(1);

  /// What is left of a vector outside of the subspace counts above this share of it; below,
  /// rounding errors of single precision would make a direction of their own.
  private static final double OUTSIDE = 1e-6;

  /// What is left counts as orthogonal above this share: what rounding leaves of the subspace in it
  /// is a hundred times less than single precision is away from 1.
  private static final double CLEARLY_OUTSIDE = 0.01;

  private final int n;
  private final int capacity;
  private final float[][] blocks;
  private final ThreadTeam team;
  private final float[][] narrow;
  private final double[][] ofBlocks;
  private final double[] squares;
  private final double[] left;
  private final double[] again;
  private int directions;

  FloatBasis(int n, int capacity, ThreadTeam team) {
    this.team = team;
    this.n = n;
    this.capacity = capacity;
    blocks = new float[(n + ROWS - 1) / ROWS][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new float[capacity * rows(b)];
    }
    narrow = new float[team.size()][ROWS];
    ofBlocks = new double[blocks.length][capacity];
    squares = new double[blocks.length];
    left = new double[n];
    again = new double[capacity];
  }

  private int rows(int b) {
    return Math.min(ROWS, n - b * ROWS);
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int directions() {
    return directions;
  }

  @Override
  public boolean isFull() {
    return directions == capacity;
  }

  @Override
  public void add(double[] x, double[] coordinates) {
    Arrays.fill(coordinates, 0);
    System.arraycopy(x, 0, left, 0, n);
    double norm = Math.sqrt(measure(coordinates, null));
    if (norm == 0) {
      return;
    }
    double outside = Math.sqrt(measure(again, coordinates));
    for (int k = 0; k < directions; k++) {
      coordinates[k] += again[k];
    }
    if (outside < CLEARLY_OUTSIDE * norm) {
      outside = Math.sqrt(subtract(again));
    }
    if (outside > OUTSIDE * norm && directions < capacity) {
      for (int b = 0; b < blocks.length; b++) {
        int rows = rows(b);
        for (int i = 0; i < rows; i++) {
          blocks[b][directions * rows + i] = (float) (left[b * ROWS + i] / outside);
        }
      }
      coordinates[directions] = outside;
      directions++;
    }
  }

  /// Subtracts what was measured before, and measures what is left.
  ///
  /// @param result is overwritten: inner products with all directions
  /// @param before inner products to subtract first; or null
  /// @return the square of the norm of what is left
  private double measure(double[] result, double @Nullable [] before) {
    shared((part, b) -> {
      squares[b] = before == null ? squares(b) : subtract(b, before);
      int rows = rows(b);
      float[] block = narrow[part];
      for (int i = 0; i < rows; i++) {
        block[i] = (float) left[b * ROWS + i];
      }
      for (int k = 0; k < directions; k++) {
        ofBlocks[b][k] = KERNELS.dot(blocks[b], k * rows, block, 0, rows);
      }
    });
    Arrays.fill(result, 0);
    for (double[] ofBlock : ofBlocks) {
      for (int k = 0; k < directions; k++) {
        result[k] += ofBlock[k];
      }
    }
    return sum();
  }

  /// What is done for a block by one of the threads.
  private interface BlockTask {
    void run(int part, int block);
  }

  private void shared(BlockTask task) {
    shared(blocks.length, task);
  }

  private void shared(int count, BlockTask task) {
    team.run(part -> {
      int from = (int) ((long) count * part / team.size());
      int to = (int) ((long) count * (part + 1) / team.size());
      for (int b = from; b < to; b++) {
        task.run(part, b);
      }
    });
  }

  private double sum() {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return sum;
  }

  private double subtract(double[] before) {
    shared((part, b) -> squares[b] = subtract(b, before));
    return sum();
  }

  private double subtract(int b, double[] coordinates) {
    addCombination(b, coordinates, -1, left);
    return squares(b);
  }

  /// x ← x + factor · P c in one block, four directions at a time.
  private void addCombination(int b, double[] c, double factor, double[] x) {
    int rows = rows(b);
    int from = b * ROWS;
    float[] p = blocks[b];
    int k = 0;
    for (; k + 4 <= directions; k += 4) {
      double c0 = factor * c[k];
      double c1 = factor * c[k + 1];
      double c2 = factor * c[k + 2];
      double c3 = factor * c[k + 3];
      int column = k * rows;
      for (int i = 0; i < rows; i++) {
        int at = column + i;
        x[from + i] +=
            (c0 * p[at] + c1 * p[at + rows]) + (c2 * p[at + 2 * rows] + c3 * p[at + 3 * rows]);
      }
    }
    for (; k < directions; k++) {
      double share = factor * c[k];
      int column = k * rows;
      for (int i = 0; i < rows; i++) {
        x[from + i] += share * p[column + i];
      }
    }
  }

  private double squares(int b) {
    return Kernels.doubles().sumOfSquares(left, b * ROWS, rows(b));
  }

  @Override
  public void lift(double[] coordinates, double[] x) {
    shared((part, b) -> addCombination(b, coordinates, 1, x));
  }

  /// Rounding errors make directions less orthonormal with time, so the new ones are made
  /// orthonormal by the Cholesky factor of their inner products.
  @Override
  public double[][] replace(double[][] combinations) {
    int k = directions;
    int m = combinations.length;
    double[][] gram = gram();
    CholeskyQr made = CholeskyQr.of(combinations, gram);
    double[][] orthonormal = made.orthonormal();
    float[] t = new float[m * k];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < k; j++) {
        t[i * k + j] = (float) orthonormal[i][j];
      }
    }
    shared((part, b) -> {
      int rows = rows(b);
      float[] replaced = new float[m * rows];
      KERNELS.gemm(GemmShape.of(m, rows, k), ALONE).run(t, 0, blocks[b], 0, replaced, 0);
      System.arraycopy(replaced, 0, blocks[b], 0, replaced.length);
    });
    directions = m;
    return made.inner();
  }

  private double[][] gram() {
    int k = directions;
    double[][] gram = new double[k][k];
    double[][][] ofParts = new double[PARTS][][];
    shared(PARTS, (thread, part) -> ofParts[part] = gram(part));
    for (double[][] ofPart : ofParts) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          gram[i][j] += ofPart[i][j];
        }
      }
    }
    return gram;
  }

  private double[][] gram(int part) {
    int k = directions;
    double[][] gram = new double[k][k];
    float[] ofBlock = new float[k * k];
    for (int b = blocks.length * part / PARTS; b < blocks.length * (part + 1) / PARTS; b++) {
      GemmShape shape = GemmShape.of(k, k, rows(b)).stored(Storage.NORMAL, Storage.TRANSPOSED);
      KERNELS.gemm(shape, ALONE).run(blocks[b], 0, blocks[b], 0, ofBlock, 0);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          gram[i][j] += ofBlock[i * k + j];
        }
      }
    }
    return gram;
  }

  @Override
  public void exchange(StateExchange state) {
    directions = (int) state.count("directions", directions);
    for (int b = 0; b < blocks.length; b++) {
      state.array("directions" + b, blocks[b]);
    }
  }
}
