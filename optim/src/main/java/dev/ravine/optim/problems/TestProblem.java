package dev.ravine.optim.problems;

import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.recipe.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A sum of squares whose minima are known.
public final class TestProblem implements LeastSquares {

  static final String ROSENBROCK = "rosenbrock";

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

  /// Finds a problem.
  ///
  /// @param label a name, with the dimension if there are several: `wood`, `rosenbrock:100`
  /// @return the problem
  /// @throws IllegalArgumentException if there is none, with the names or dimensions there are
  public static TestProblem find(String label) {
    String[] parts = label.split(":", 2);
    List<TestProblem> named =
        moreGarbowHillstrom().stream().filter(problem -> problem.name.equals(parts[0])).toList();
    if (named.isEmpty()) {
      List<String> names =
          moreGarbowHillstrom().stream().map(TestProblem::name).distinct().toList();
      throw new IllegalArgumentException(Suggestion.unknown("problem", parts[0], names));
    }
    if (parts.length == 1) {
      return named.getFirst();
    }
    int dimension;
    try {
      dimension = Integer.parseInt(parts[1].strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the dimension of %s must be a whole number, was %s".formatted(parts[0], parts[1]), e);
    }
    return parts[0].equals(ROSENBROCK)
        ? rosenbrock(dimension)
        : named.stream()
            .filter(problem -> problem.dimension() == dimension)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the dimension of %s must be one of %s, was %d"
                        .formatted(
                            parts[0],
                            named.stream()
                                .map(problem -> Integer.toString(problem.dimension()))
                                .collect(Collectors.joining(", ")),
                            dimension)));
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
