package dev.ravine.optim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.linesearch.Backtracking;
import dev.ravine.optim.linesearch.HagerZhang;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.linesearch.StrongWolfe;
import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MinimizerTest {

  private static final StoppingRules EXACT = StoppingRules.USUAL.gradientTolerance(1e-9);

  static Stream<Minimizer> minimizers() {
    return Stream.of(
        Lbfgs.of(),
        Lbfgsb.of(),
        new Lbfgsb(3, HagerZhang.of()),
        new Lbfgs(3, 0.2, Backtracking.of()),
        new Lbfgs(5, 0, HagerZhang.of()),
        Bfgs.of(),
        new Bfgs(0.2, Backtracking.of()),
        ConjugateGradient.of(),
        new ConjugateGradient(ConjugateGradient.Formula.HAGER_ZHANG, HagerZhang.of()),
        ConjugateGradient.of(ConjugateGradient.Formula.FLETCHER_REEVES),
        ConjugateGradient.of(ConjugateGradient.Formula.POLAK_RIBIERE_PLUS),
        GradientDescent.of());
  }

  /// ½ xᵀ A x − bᵀ x with a symmetric, positive A.
  private static final class Quadratic implements Objective {

    private final double[][] a;
    private final double[] b;

    Quadratic(double[][] a, double[] b) {
      this.a = a;
      this.b = b;
    }

    static Quadratic random(int n, long seed) {
      Random random = new Random(seed);
      double[][] a = new double[n][n];
      double[] b = random.doubles(n, -1, 1).toArray();
      for (int k = 0; k < n; k++) {
        double[] v = random.doubles(n, -1, 1).toArray();
        for (int i = 0; i < n; i++) {
          a[i][i] += 0.1 / n;
          for (int j = 0; j < n; j++) {
            a[i][j] += v[i] * v[j];
          }
        }
      }
      return new Quadratic(a, b);
    }

    @Override
    public int dimension() {
      return b.length;
    }

    @Override
    public double value(double[] x) {
      return gradient(x, new double[b.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double value = 0;
      for (int i = 0; i < x.length; i++) {
        gradient[i] = -b[i];
        for (int j = 0; j < x.length; j++) {
          gradient[i] += a[i][j] * x[j];
        }
        value += 0.5 * x[i] * (gradient[i] - b[i]);
      }
      return value;
    }
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void aQuadraticIsSolved(Minimizer minimizer) {
    Quadratic quadratic = Quadratic.random(5, 3);
    Minimum minimum = minimizer.minimize(quadratic, new double[5], EXACT);
    assertThat(minimum.stop())
        .as(minimum.toString())
        .isIn(Stop.GRADIENT, Stop.VALUE, Stop.NO_DECREASE);
    assertThat(minimum.gradientNorm()).isLessThan(1e-6);
  }

  /// On a quadratic the slope is a straight line: two places give its zero.
  private static final LineSearch EXACT_ON_QUADRATICS =
      (line, value, slope, first, most) -> {
        line.value(first);
        double t = first * slope / (slope - line.slope());
        line.value(t);
        return new LineSearch.Step(t, true);
      };

  @Test
  void aQuadraticOfDimensionNIsSolvedInNStepsIfTheSearchIsExact() {
    LineSearch exact = EXACT_ON_QUADRATICS;
    int n = 8;
    for (Minimizer minimizer :
        List.of(
            new Bfgs(0, exact),
            new Lbfgs(n, 0, exact),
            new ConjugateGradient(ConjugateGradient.Formula.FLETCHER_REEVES, exact),
            new ConjugateGradient(ConjugateGradient.Formula.POLAK_RIBIERE_PLUS, exact),
            new ConjugateGradient(ConjugateGradient.Formula.HAGER_ZHANG, exact))) {
      Minimum minimum =
          minimizer.minimize(
              Quadratic.random(n, 7), new double[n], StoppingRules.USUAL.gradientTolerance(1e-10));
      assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT);
      assertThat(minimum.iterations()).as(minimizer.toString()).isLessThanOrEqualTo(n);
    }
  }

  static List<TestProblem> problems() {
    return TestProblem.moreGarbowHillstrom();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void quasiNewtonMethodsFindAPublishedMinimum(TestProblem problem) {
    for (Minimizer minimizer : List.of(Lbfgs.of(), Bfgs.of())) {
      Minimum minimum =
          minimizer.minimize(
              problem, problem.start(), EXACT.gradientTolerance(1e-12).evaluations(20_000));
      double nearest =
          problem.minima().stream()
              .min((a, b) ->
                  Double.compare(Math.abs(a - minimum.value()), Math.abs(b - minimum.value())))
              .orElseThrow();
      assertThat(minimum.value())
          .as("%s by %s: %s", problem, minimizer, minimum)
          .isCloseTo(nearest, within(1e-6 * Math.max(1e-4, nearest)));
    }
  }

  @Test
  void whatIsNotFiniteIsBackedAwayFrom() {
    Objective logarithm =
        new Objective() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double value(double[] x) {
            return x[0] - StrictMath.log(x[0]);
          }

          @Override
          public double gradient(double[] x, double[] gradient) {
            gradient[0] = 1 - 1 / x[0];
            return value(x);
          }
        };
    minimizers()
        .forEach(minimizer -> {
          Minimum minimum = minimizer.minimize(logarithm, new double[] {20});
          assertThat(minimum.point()[0]).as(minimizer.toString()).isCloseTo(1, within(1e-4));
        });
  }

  @Test
  void theStartMustBeWhereTheObjectiveIs() {
    TestProblem problem = TestProblem.rosenbrock(4);
    assertThatThrownBy(() -> Lbfgs.of().minimize(problem, new double[2]))
        .hasMessage("start must have 4 numbers, as the objective has, had 2");
    double[] far = new double[4];
    Arrays.fill(far, 1e200);
    assertThatThrownBy(() -> Lbfgs.of().minimize(problem, far))
        .hasMessage("the value must be finite at the start, was Infinity");
    assertThatThrownBy(() -> new Lbfgs(0, 0, StrongWolfe.loose()))
        .hasMessage("memory must be 1 or more, was 0");
    assertThatThrownBy(() -> TestProblem.rosenbrock(3))
        .hasMessage("dimension must be even, 2 or more, was 3");
  }

  @Test
  void everyStoppingRuleIsSaid() {
    TestProblem problem = TestProblem.rosenbrock(2);
    assertThat(Lbfgs.of().minimize(problem, problem.start()).stop()).isEqualTo(Stop.GRADIENT);
    assertThat(stop(problem, StoppingRules.USUAL.iterations(3))).isEqualTo(Stop.ITERATIONS);
    assertThat(stop(problem, StoppingRules.USUAL.evaluations(5))).isEqualTo(Stop.EVALUATIONS);
    assertThat(stop(problem, StoppingRules.USUAL.valueTolerance(0.5))).isEqualTo(Stop.VALUE);
    Minimum unfinished = Lbfgs.of().begin(problem, problem.start(), EXACT).minimum();
    assertThat(unfinished.stop()).isEqualTo(Stop.UNFINISHED);
    assertThat(unfinished.toString()).startsWith("24.19");
  }

  private static Stop stop(TestProblem problem, StoppingRules rules) {
    return Lbfgs.of().minimize(problem, problem.start(), rules).stop();
  }

  /// ½ Σ i (xᵢ − 1)² within 0.5 … 0.8 has its minimum at 0.8, without bounds at 1.
  @Test
  void boundsAreKept() {
    Quadratic hill = new Quadratic(new double[][] {{1, 0}, {0, 2}}, new double[] {1, 2});
    List<double[]> seen = new ArrayList<>();
    Objective watched =
        new Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double value(double[] x) {
            return hill.value(x);
          }

          @Override
          public double gradient(double[] x, double[] gradient) {
            seen.add(x.clone());
            return hill.gradient(x, gradient);
          }
        };
    Bounds bounds = Bounds.of(new double[] {0.5, -9}, new double[] {0.8, 9});
    double[] start = {0.6, 5};
    Minimum minimum = Lbfgsb.of().minimize(watched.within(bounds), start, EXACT);
    assertThat(minimum.point()).containsExactly(new double[] {0.8, 1}, within(1e-9));
    assertThat(minimum.stop()).isEqualTo(Stop.GRADIENT);
    seen.forEach(bounds::check);
    assertThat(Lbfgsb.of().minimize(watched, start, EXACT).point())
        .containsExactly(new double[] {1, 1}, within(1e-9));
  }

  @Test
  void badBoundsAreRefused() {
    Objective rosenbrock = TestProblem.rosenbrock(2);
    Bounds box = Bounds.of(0, 1);
    assertThatThrownBy(() -> Bounds.of(new double[] {0, 2}, new double[] {1, 1}))
        .hasMessage("lower must be at most upper, but of coordinate 1 they are 2.0 and 1.0");
    assertThatThrownBy(() -> Bounds.of(Double.NaN, 1)).hasMessageContaining("NaN and 1.0");
    assertThatThrownBy(() -> Bounds.of(new double[2], new double[3]))
        .hasMessage("lower and upper must have as many numbers, have 2 and 3");
    assertThatThrownBy(() -> rosenbrock.within(Bounds.of(new double[3], new double[3])))
        .hasMessage("bounds must be of 2 coordinates, as the objective is, were of 3");
    assertThatThrownBy(() -> Lbfgsb.of().minimize(rosenbrock.within(box), new double[] {0.5, 1.5}))
        .hasMessage("start must be within the bounds, but coordinate 1 is 1.5, out of 0.0 … 1.0");
    assertThatThrownBy(() -> Lbfgs.of().minimize(rosenbrock.within(box), new double[2]))
        .hasMessage("the objective has bounds, which only the minimizer lbfgsb keeps to");
  }

  /// −x, which is not finite beyond 2: there is no minimum, and no place where the slope flattens.
  private record Cliff() implements Objective {

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public double value(double[] x) {
      return x[0] > 2 ? Double.NaN : -x[0];
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      gradient[0] = -1;
      return value(x);
    }
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void whatEndsInAnEdgeIsLeftAlone(Minimizer minimizer) {
    Minimum minimum = minimizer.minimize(new Cliff(), new double[] {0}, EXACT);
    assertThat(minimum.point()[0]).isBetween(1.5, 2.0);
    assertThat(minimum.evaluations()).isLessThan(2_000);
  }
}
