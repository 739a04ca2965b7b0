package dev.ravine.secondorder.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.problems.SurfaceProblem;
import dev.ravine.optim.problems.TestProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LevenbergMarquardtTest {

  private static final StoppingRules EXACT = StoppingRules.USUAL.gradientTolerance(1e-8);

  static List<TestProblem> problems() {
    return TestProblem.moreGarbowHillstrom();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aPublishedMinimumIsFound(TestProblem problem) {
    Minimum minimum =
        LevenbergMarquardt.of().minimize(problem, problem.start(), EXACT.evaluations(3_000));
    assertThat(problem.minima())
        .as("%s: %s", problem, minimum)
        .anyMatch(known -> Math.abs(known - minimum.value()) <= 1e-4 * Math.max(known, 1e-2));
  }

  /// y = a exp(b t), with b in units of its own.
  private record Exponential(double unit) implements LeastSquares {

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int residuals() {
      return 9;
    }

    @Override
    public void residuals(double[] x, double[] r, double @Nullable [][] jacobian) {
      for (int i = 0; i < r.length; i++) {
        double t = i * 0.25;
        double e = Math.exp(x[1] / unit * t);
        r[i] = x[0] * e - (3 * Math.exp(-0.7 * t) + (i % 2 == 0 ? 0.01 : -0.01));
        if (jacobian != null) {
          jacobian[i][0] = e;
          jacobian[i][1] = x[0] * e * t / unit;
        }
      }
    }
  }

  /// Units of a coordinate change nothing: the scale follows them.
  @Test
  void unitsChangeNoStep() {
    Minimization plain =
        LevenbergMarquardt.of()
            .begin(
                new Exponential(1),
                new double[] {1, 0.5},
                StoppingRules.USUAL.gradientTolerance(0));
    Minimization scaled =
        LevenbergMarquardt.of()
            .begin(
                new Exponential(1024),
                new double[] {1, 512},
                StoppingRules.USUAL.gradientTolerance(0));
    for (int i = 0; i < 8; i++) {
      plain.step();
      scaled.step();
      double[] a = plain.minimum().point();
      double[] b = scaled.minimum().point();
      assertThat(b[0]).isCloseTo(a[0], within(1e-9));
      assertThat(b[1] / 1024).isCloseTo(a[1], within(1e-9));
    }
    assertThat(plain.minimum().point()).containsExactly(new double[] {3, -0.7}, within(0.05));
  }

  @Test
  void itIsResumedWithTheSameBits() {
    TestProblem problem =
        problems().stream().filter(p -> p.name().equals("osborne1")).findFirst().orElseThrow();
    Minimization whole = LevenbergMarquardt.of().begin(problem, problem.start(), EXACT);
    for (int i = 0; i < 12; i++) {
      MinimizationState state = whole.state();
      Minimization resumed = LevenbergMarquardt.of().resume(problem, state, EXACT);
      whole.step();
      resumed.step();
      assertThat(resumed.minimum()).hasToString(whole.minimum().toString());
      assertThat(resumed.minimum().point()).containsExactly(whole.minimum().point());
    }
    assertThat(whole.minimum().evaluations()).isEqualTo(13);
  }

  @Test
  void whatItCannotDoIsRefused() {
    SurfaceProblem surface = new SurfaceProblem(Surface.RAVINE);
    assertThatThrownBy(() -> LevenbergMarquardt.of().minimize(surface.objective(), surface.start()))
        .hasMessage(
            "levenbergMarquardt needs a sum of squares whose residuals are known, but the objective"
                + " is one function");
    TestProblem wood = TestProblem.rosenbrock(2);
    assertThatThrownBy(
            () -> LevenbergMarquardt.of().minimize(wood.within(Bounds.of(0, 1)), new double[2]))
        .hasMessageContaining("only the minimizer lbfgsb keeps to");
    assertThatThrownBy(() -> LevenbergMarquardt.of().minimize(wood, new double[3]))
        .hasMessage("start must have 2 numbers, as the objective has, had 3");
    Minimum few = LevenbergMarquardt.of().minimize(wood, wood.start(), EXACT.evaluations(4));
    assertThat(few.evaluations()).isEqualTo(4);
    assertThat(few.stop()).isEqualTo(Stop.EVALUATIONS);
  }

  @Test
  void derivativesThatAreNotWrittenAreSeen() {
    LeastSquares forgotten =
        new LeastSquares() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public int residuals() {
            return 1;
          }

          @Override
          public void residuals(double[] x, double[] r, double @Nullable [][] jacobian) {
            r[0] = x[0] - 1;
          }
        };
    assertThatThrownBy(() -> LevenbergMarquardt.of().minimize(forgotten, new double[1]))
        .hasMessage(
            "the derivatives of the residuals must not all be 0 at the start, or were not written");
  }
}
