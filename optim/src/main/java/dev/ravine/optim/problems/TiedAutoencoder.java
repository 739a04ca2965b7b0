package dev.ravine.optim.problems;

import dev.ravine.kernels.Gemm;
import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Storage;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Arrays;
import java.util.List;

/// An autoencoder of noise, as SFO's demonstration has it: 20 inputs, 10 sigmoids, a linear decoder
/// with the same weights, 100,000 examples of N(0, I) in 31 mini-batches.
///
/// ```
/// h = σ(W v + b)        v̂ = Wᵀ h + c        fᵢ = mean over the mini-batch of ‖v̂ − v‖²
/// ```
///
/// With noise there is little to learn: of the variance of 20 inputs, about half can be kept.
///
/// Sohl-Dickstein, Poole, Ganguli (arXiv 1311.2115), the demonstration of the published code.
public final class TiedAutoencoder implements Problem {

  private static final int VISIBLE = 20;
  private static final int HIDDEN = 10;
  private static final int EXAMPLES = 100_000;
  private static final int PARTS = 31;
  private static final int DIMENSION = HIDDEN * VISIBLE + HIDDEN + VISIBLE;

  /// The demonstration.
  public TiedAutoencoder() {}

  @Override
  public String name() {
    return "autoencoder-demo";
  }

  @Override
  public String summary() {
    return "an autoencoder of 20-10-20 units with tied weights, 100,000 examples in 31 mini-batches";
  }

  @Override
  public String source() {
    return "Sohl-Dickstein et al. 2014, arXiv 1311.2115";
  }

  @Override
  public double[] start() {
    return gaussian("autoencoder/start", DIMENSION);
  }

  private static double[] gaussian(String name, int n) {
    RandomStream random = new Seed(0).stream(name);
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }

  @Override
  public List<Double> minima() {
    return List.of();
  }

  @Override
  public Objective objective() {
    return new Batches(gaussian("autoencoder/examples", EXAMPLES * VISIBLE));
  }

  /// Parameters are W (hidden × visible, row-major), the biases of hidden units, those of outputs.
  private static final class Batches implements FiniteSum {

    private static final int HIDDEN_BIAS = HIDDEN * VISIBLE;
    private static final int OUTPUT_BIAS = HIDDEN_BIAS + HIDDEN;
    private static final int MOST = (EXAMPLES + PARTS - 1) / PARTS;

    private final double[] examples;
    private final double[] hidden = new double[MOST * HIDDEN];
    private final double[] outputs = new double[MOST * VISIBLE];
    private final double[] back = new double[MOST * HIDDEN];
    private final ThreadTeam one = new ThreadTeam(1);

    /// Examples are stored mini-batch after mini-batch.
    Batches(double[] examples) {
      this.examples = examples;
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public int parts() {
      return PARTS;
    }

    private static int from(int part) {
      return (int) ((long) part * EXAMPLES / PARTS);
    }

    private Gemm<double[]> product(int m, int n, int k, Storage a, Storage b) {
      return Kernels.doubles().gemm(GemmShape.of(m, n, k).stored(a, b), one);
    }

    @Override
    public double gradient(int part, double[] w, double[] gradient) {
      int count = from(part + 1) - from(part);
      int v = from(part) * VISIBLE;
      product(count, HIDDEN, VISIBLE, Storage.NORMAL, Storage.TRANSPOSED)
          .run(examples, v, w, 0, hidden, 0);
      for (int i = 0; i < count * HIDDEN; i++) {
        hidden[i] = 1 / (1 + StrictMath.exp(-hidden[i] - w[HIDDEN_BIAS + i % HIDDEN]));
      }
      product(count, VISIBLE, HIDDEN, Storage.NORMAL, Storage.NORMAL)
          .run(hidden, 0, w, 0, outputs, 0);
      double value = 0;
      Arrays.fill(gradient, 0);
      for (int i = 0; i < count * VISIBLE; i++) {
        double error = outputs[i] + w[OUTPUT_BIAS + i % VISIBLE] - examples[v + i];
        value += error * error;
        outputs[i] = 2 * error / count;
        gradient[OUTPUT_BIAS + i % VISIBLE] += outputs[i];
      }
      product(count, HIDDEN, VISIBLE, Storage.NORMAL, Storage.TRANSPOSED)
          .run(outputs, 0, w, 0, back, 0);
      for (int i = 0; i < count * HIDDEN; i++) {
        back[i] *= hidden[i] * (1 - hidden[i]);
        gradient[HIDDEN_BIAS + i % HIDDEN] += back[i];
      }
      product(HIDDEN, VISIBLE, count, Storage.TRANSPOSED, Storage.NORMAL)
          .run(hidden, 0, outputs, 0, gradient, 0);
      double[] ofEncoder = new double[HIDDEN * VISIBLE];
      product(HIDDEN, VISIBLE, count, Storage.TRANSPOSED, Storage.NORMAL)
          .run(back, 0, examples, v, ofEncoder, 0);
      for (int i = 0; i < ofEncoder.length; i++) {
        gradient[i] += ofEncoder[i];
      }
      return value / count;
    }
  }
}
