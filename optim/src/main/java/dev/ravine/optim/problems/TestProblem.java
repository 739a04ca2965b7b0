package dev.ravine.optim.problems;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A sum of squares whose minima are known.
public final class TestProblem implements LeastSquares, Problem {

  static final String ROSENBROCK = "rosenbrock";

  private final String name;
  private final int residuals;
  private final double[] start;
  private final List<Double> minima;
  private final Residuals function;
  private final Optional<Gradient> sparse;

  /// Σ rᵢ² and its gradient, 2 Jᵀr, of a problem whose J is mostly zeros.
  interface Gradient {

    /// Writes the gradient.
    ///
    /// @param x the point
    /// @param r the residuals there
    /// @param gradient is overwritten
    void at(double[] x, double[] r, double[] gradient);
  }

  private TestProblem(
      String name,
      int residuals,
      double[] start,
      List<Double> minima,
      Residuals function,
      Optional<Gradient> sparse) {
    this.sparse = sparse;
    this.name = name;
    this.residuals = residuals;
    this.start = start;
    this.minima = List.copyOf(minima);
    this.function = function;
  }

  static TestProblem of(
      String name, int residuals, double[] start, List<Double> minima, Residuals function) {
    return new TestProblem(name, residuals, start, minima, function, Optional.empty());
  }

  /// The same problem with a gradient that needs no Jacobian.
  TestProblem with(Gradient gradient) {
    return new TestProblem(name, residuals, start, minima, function, Optional.of(gradient));
  }

  /// The 35 problems of Moré, Garbow and Hillstrom: Testing Unconstrained Optimization Software
  /// (ACM TOMS 7, 1981), some of them at several dimensions.
  ///
  /// @return in the order of few variables, measured data, any dimension
  public static List<TestProblem> moreGarbowHillstrom() {
    return Stream.of(FewVariables.all(), MeasuredData.all(), AnyDimension.all())
        .flatMap(List::stream)
        .toList();
  }

  /// Rosenbrock's function.
  ///
  /// @param dimension even, 2 or more
  /// @return the problem
  public static TestProblem rosenbrock(int dimension) {
    if (dimension < 2 || dimension % 2 != 0) {
      throw new IllegalArgumentException("dimension must be even, 2 or more, was " + dimension);
    }
    return Rosenbrock.of(dimension);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] start() {
    return start.clone();
  }

  @Override
  public String summary() {
    return "a sum of %d squares".formatted(residuals);
  }

  @Override
  public String source() {
    return "Moré, Garbow, Hillstrom 1981, ACM TOMS 7";
  }

  @Override
  public Objective objective() {
    return this;
  }

  @Override
  public Optional<Problem> ofDimension(int dimension) {
    return name.equals(ROSENBROCK)
        ? Optional.of(rosenbrock(dimension))
        : dimension == start.length ? Optional.of(this) : Optional.empty();
  }

  @Override
  public List<Double> minima() {
    return minima;
  }

  @Override
  public int dimension() {
    return start.length;
  }

  @Override
  public int residuals() {
    return residuals;
  }

  @Override
  public void residuals(double[] x, double[] r, double @Nullable [][] jacobian) {
    Arrays.fill(r, 0);
    if (jacobian != null) {
      for (double[] row : jacobian) {
        Arrays.fill(row, 0);
      }
    }
    function.at(x, r, jacobian);
  }

  @Override
  public double gradient(double[] x, double[] gradient) {
    if (sparse.isEmpty()) {
      return LeastSquares.super.gradient(x, gradient);
    }
    double[] r = new double[residuals];
    residuals(x, r, null);
    sparse.get().at(x, r, gradient);
    return Kernels.doubles().dot(r, 0, r, 0, r.length);
  }

  @Override
  public String toString() {
    return label();
  }
}
