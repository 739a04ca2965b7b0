package dev.ravine.optim.minimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.problems.TestProblem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientCheckTest {

  static List<TestProblem> problems() {
    return TestProblem.moreGarbowHillstrom();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theGradientsOfTheTestProblemsAreRight(TestProblem problem) {
    double[] at = problem.start();
    for (int i = 0; i < at.length; i++) {
      at[i] += 0.01 * (i + 1);
    }
    GradientCheck check = problem.check(at);
    assertThat(check.isRight()).as("%s: %s", problem, check).isTrue();
  }

  /// Rosenbrock's function with one coordinate of its gradient multiplied.
  private record Wrong(double factor) implements Objective {

    private static final TestProblem RIGHT = TestProblem.rosenbrock(6);

    @Override
    public int dimension() {
      return RIGHT.dimension();
    }

    @Override
    public double value(double[] x) {
      return RIGHT.value(x);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double value = RIGHT.gradient(x, gradient);
      gradient[3] *= factor;
      return value;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 2, 0.999, Double.NaN})
  void theWrongCoordinateIsNamedWithValueAndFiniteDifference(double factor) {
    double[] at = {0.1, 0.7, -0.3, 0.9, 1.2, -0.4};
    double[] right = new double[6];
    Wrong.RIGHT.gradient(at, right);
    GradientCheck check = new Wrong(factor).check(at);
    assertThat(check.isRight()).isFalse();
    assertThat(check.coordinate()).isEqualTo(3);
    assertThat(Double.compare(check.gradient(), factor * right[3])).isZero();
    assertThat(check.difference()).isCloseTo(right[3], within(1e-4));
    assertThat(check.toString())
        .startsWith("the gradient is wrong at coordinate 3: it says " + factor * right[3]);
  }
}
