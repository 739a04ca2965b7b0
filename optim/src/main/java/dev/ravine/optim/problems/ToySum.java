package dev.ravine.optim.problems;

import dev.ravine.optim.hyperparameter.Powers;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.Optional;

/// A sum of distances from random places, each with a random power, which no quadratic is:
///
/// ```
/// fᵢ(x) = 1/d Σⱼ |xⱼ − μᵢⱼ|^aᵢ        aᵢ ~ U(1.5, 4.5), μᵢ ~ N(0, I)
/// ```
///
/// Sohl-Dickstein, Poole, Ganguli: Fast large-scale optimization by unifying stochastic gradient
/// and quasi-Newton methods (arXiv 1311.2115), section 4.1.
///
/// @param dimension d, 1 or more
/// @param parts how many functions, 1 or more
public record ToySum(int dimension, int parts) implements Problem {

  private static final double LEAST_POWER = 1.5;
  private static final double GREATEST_POWER = 4.5;

  /// Nearer to its place a power below 2 has a curvature beyond bounds.
  private static final double NEAR = 1e-8;

  public ToySum {
    if (dimension < 1 || parts < 1) {
      throw new IllegalArgumentException(
          "dimension and parts must be 1 or more, were %d and %d".formatted(dimension, parts));
    }
  }

  /// As published: 10 dimensions, 100 functions.
  public static ToySum of() {
    return new ToySum(10, 100);
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public String summary() {
    return "a sum of %d distances from random places, each with a random power".formatted(parts);
  }

  @Override
  public String source() {
    return "Sohl-Dickstein et al. 2014, arXiv 1311.2115";
  }

  @Override
  public double[] start() {
    return gaussian(new Seed(0).stream("toy/start"), dimension);
  }

  @Override
  public List<Double> minima() {
    return List.of();
  }

  @Override
  public Optional<Problem> ofDimension(int other) {
    return Optional.of(new ToySum(other, parts));
  }

  private static double[] gaussian(RandomStream random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }

  @Override
  public Objective objective() {
    double[] powers = new double[parts];
    double[][] places = new double[parts][];
    RandomStream random = new Seed(0).stream("toy/parts");
    for (int part = 0; part < parts; part++) {
      powers[part] = random.nextDouble(LEAST_POWER, GREATEST_POWER);
      places[part] = gaussian(random, dimension);
    }
    return new Distances(powers, places);
  }

  /// The outputs are the coordinates, so that the Gauss–Newton matrix is the Hessian.
  private static final class Distances implements GaussNewtonSum {

    private final double[] powers;
    private final double[][] places;

    Distances(double[] powers, double[][] places) {
      this.powers = powers;
      this.places = places;
    }

    @Override
    public int dimension() {
      return places[0].length;
    }

    @Override
    public int parts() {
      return powers.length;
    }

    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      double power = powers[part];
      for (int j = 0; j < x.length; j++) {
        double size = Math.max(Math.abs(x[j] - places[part][j]), NEAR);
        result[j] = power * (power - 1) * Powers.of(size, power - 2) / x.length * vector[j];
      }
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      double power = powers[part];
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        double away = x[j] - places[part][j];
        double size = Math.abs(away);
        sum += Powers.of(size, power) / x.length;
        gradient[j] = power * Powers.of(size, power - 1) * Math.signum(away) / x.length;
      }
      return sum;
    }
  }
}
