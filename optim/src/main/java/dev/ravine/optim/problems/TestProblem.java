package dev.ravine.optim.problems;

import dev.ravine.optim.minimize.LeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A sum of squares whose minima are known.
public final class TestProblem implements LeastSquares {

  private final String name;
  private final int residuals;
  private final double[] start;
  private final List<Double> minima;
  private final Residuals function;

  private TestProblem(
      String name, int residuals, double[] start, List<Double> minima, Residuals function) {
    this.name = name;
    this.residuals = residuals;
    this.start = start;
    this.minima = List.copyOf(minima);
    this.function = function;
  }

  static TestProblem of(
      String name, int residuals, double[] start, List<Double> minima, Residuals function) {
    return new TestProblem(name, residuals, start, minima, function);
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
    return AnyDimension.rosenbrock(dimension);
  }

  /// What it is called.
  public String name() {
    return name;
  }

  /// Where to begin.
  public double[] start() {
    return start.clone();
  }

  /// The values of its minima.
  ///
  /// @return the least first
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
  public String toString() {
    return name + ":" + start.length;
  }
}
