package dev.ravine.optim.problems;

import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Arrays;
import java.util.List;

/// A noisy quadratic with the spectrum that Hessians of deep networks show: of 100 eigenvalues 90
/// are between 0 and 1, 10 between 30 and 60, in directions drawn at random.
///
/// ```
/// fᵢ(θ) = mean over the mini-batch of ½ (θ − x)ᵀ Q (θ − x)        x ~ N(0, 0.36 I)
/// ```
///
/// There are 7 mini-batches of 128 examples, and it begins at θ = (1, …, 1). The numbers are drawn
/// here, so they are not the bits of DeepOBS.
///
/// Schneider, Balles, Hennig: DeepOBS: A Deep Learning Optimizer Benchmark Suite (arXiv
/// 1903.05499), quadratic_deep.
public final class DeepQuadratic implements Problem {

  private static final int DIMENSION = 100;
  private static final int SMALL = 90;
  private static final int PARTS = 7;
  private static final int BATCH = 128;
  private static final double NOISE = 0.6;

  /// As DeepOBS defines it.
  public DeepQuadratic() {}

  @Override
  public String name() {
    return "quadratic-deep";
  }

  @Override
  public String summary() {
    return "a noisy quadratic with the spectrum of a deep network, 7 mini-batches";
  }

  @Override
  public String source() {
    return "Schneider, Balles, Hennig 2019, arXiv 1903.05499";
  }

  @Override
  public double[] start() {
    double[] start = new double[DIMENSION];
    Arrays.fill(start, 1);
    return start;
  }

  /// The sum is least at the mean of all examples.
  @Override
  public List<Double> minima() {
    Noisy sum = new Noisy();
    double[] mean = new double[DIMENSION];
    for (double[] center : sum.centers) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += center[i] / PARTS;
      }
    }
    return List.of(sum.value(mean));
  }

  @Override
  public Objective objective() {
    return new Noisy();
  }

  /// Each part is a quadratic around the mean of its examples, and a constant.
  private static final class Noisy implements GaussNewtonSum {

    private final double[] eigenvalues = new double[DIMENSION];
    private final double[][] directions = new double[DIMENSION][DIMENSION];
    private final double[][] centers = new double[PARTS][DIMENSION];
    private final double[] constants = new double[PARTS];

    Noisy() {
      RandomStream random = new Seed(0).stream("quadratic-deep");
      for (int i = 0; i < DIMENSION; i++) {
        eigenvalues[i] = i < SMALL ? random.nextDouble(0, 1) : random.nextDouble(30, 60);
        orthogonal(i, random);
      }
      double[] example = new double[DIMENSION];
      double[] product = new double[DIMENSION];
      for (int part = 0; part < PARTS; part++) {
        for (int k = 0; k < BATCH; k++) {
          for (int i = 0; i < DIMENSION; i++) {
            example[i] = NOISE * random.nextGaussian();
            centers[part][i] += example[i] / BATCH;
          }
          times(example, product);
          constants[part] += dot(example, product) / 2 / BATCH;
        }
        times(centers[part], product);
        constants[part] -= dot(centers[part], product) / 2;
      }
    }

    /// Draws a direction at right angles to those before, twice made so against rounding errors.
    private void orthogonal(int row, RandomStream random) {
      double[] direction = directions[row];
      Arrays.setAll(direction, i -> random.nextGaussian());
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < row; before++) {
          double along = dot(direction, directions[before]);
          for (int i = 0; i < DIMENSION; i++) {
            direction[i] -= along * directions[before][i];
          }
        }
      }
      double norm = Math.sqrt(dot(direction, direction));
      for (int i = 0; i < DIMENSION; i++) {
        direction[i] /= norm;
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < DIMENSION; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }

    /// Q · vector
    private void times(double[] vector, double[] result) {
      Arrays.fill(result, 0);
      for (int k = 0; k < DIMENSION; k++) {
        double along = eigenvalues[k] * dot(directions[k], vector);
        for (int i = 0; i < DIMENSION; i++) {
          result[i] += along * directions[k][i];
        }
      }
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public int parts() {
      return PARTS;
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      double[] away = new double[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        away[i] = x[i] - centers[part][i];
      }
      times(away, gradient);
      return constants[part] + dot(away, gradient) / 2;
    }

    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      times(vector, result);
    }
  }
}
