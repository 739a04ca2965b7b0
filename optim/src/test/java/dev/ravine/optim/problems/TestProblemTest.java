package dev.ravine.optim.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestProblemTest {

  static List<TestProblem> problems() {
    return TestProblem.moreGarbowHillstrom();
  }

  @Test
  void thereAreThirtyFiveOfThem() {
    // The extended Rosenbrock function is the 35th: the first at another dimension.
    assertThat(problems().stream().map(TestProblem::name).distinct()).hasSize(34);
    assertThat(TestProblem.rosenbrock(100).dimension()).isEqualTo(100);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theGradientIsTheDifferenceOfValues(TestProblem problem) {
    Random random = new Random(11);
    double[] x = problem.start();
    for (int i = 0; i < x.length; i++) {
      x[i] += 1e-2 * Math.max(1e-2, Math.abs(x[i])) * random.nextDouble();
    }
    double[] gradient = new double[x.length];
    assertThat(problem.gradient(x, gradient)).isEqualTo(problem.value(x));
    for (int i = 0; i < x.length; i++) {
      double h = 1e-5 * Math.max(1e-2, Math.abs(x[i]));
      double[] above = x.clone();
      double[] below = x.clone();
      above[i] += h;
      below[i] -= h;
      double rounding = 1e-14 * problem.value(x) / h;
      assertThat((problem.value(above) - problem.value(below)) / (2 * h))
          .as("%s, component %d", problem, i)
          .isCloseTo(gradient[i], within(rounding + 1e-5 * Math.max(1e-3, Math.abs(gradient[i]))));
    }
  }
}
