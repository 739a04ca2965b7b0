package dev.ravine.secondorder.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.minimize.TwiceDifferentiable;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.problems.SurfaceProblem;
import dev.ravine.optim.problems.TestProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NewtonCgTest {

  static List<TestProblem> problems() {
    // Differences of gradients are not accurate enough for Meyer's valley.
    return TestProblem.moreGarbowHillstrom().stream()
        .filter(problem -> !problem.name().equals("meyer"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aPublishedMinimumIsFound(TestProblem problem) {
    Minimum minimum =
        NewtonCg.of()
            .minimize(
                problem,
                problem.start(),
                StoppingRules.USUAL.gradientTolerance(1e-9).evaluations(50_000));
    assertThat(problem.minima())
        .as("%s: %s", problem, minimum)
        .anyMatch(known -> Math.abs(known - minimum.value()) <= 1e-4 * Math.max(known, 1e-2));
  }

  /// ½ (x² + 9 y²) with its Hessian, in coordinates that are stretched.
  private record Bowl(double stretch) implements TwiceDifferentiable {

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public double value(double[] x) {
      return gradient(x, new double[2]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      gradient[0] = x[0];
      gradient[1] = 9 * stretch * stretch * x[1];
      return (x[0] * gradient[0] + x[1] * gradient[1]) / 2;
    }

    @Override
    public void hessianTimes(double[] x, double[] vector, double[] result) {
      result[0] = vector[0];
      result[1] = 9 * stretch * stretch * vector[1];
    }
  }

  /// In a region that is large enough the first step is Newton's, whatever the units are.
  @Test
  void aQuadraticIsSolvedInOneStepWhateverTheUnits() {
    for (double stretch : new double[] {1, 1e-3, 1e3}) {
      NewtonCg wide = new NewtonCg(1e9, 1e9, 0.1);
      Minimum minimum =
          wide.minimize(
              new Bowl(stretch),
              new double[] {2, 3 / stretch},
              StoppingRules.USUAL.gradientTolerance(1e-6).iterations(3));
      assertThat(minimum.stop()).as("%s: %s", stretch, minimum).isEqualTo(Stop.GRADIENT);
      assertThat(minimum.point()[0]).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void aSaddleIsLeftAlongItsNegativeCurvature() {
    Objective saddle = new SurfaceProblem(Surface.SADDLE).objective();
    Minimum minimum = NewtonCg.of().minimize(saddle, new double[] {-2, 1e-3});
    assertThat(minimum.value()).isCloseTo(-1, within(1e-8));
  }
}
