package dev.ravine.secondorder.hessianfree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.R064Store;

class HessianFreeTest {

  /// Nonlinear least squares: parts are curves y = a exp(b t) + c t through points.
  private static final class Curves implements GaussNewtonSum {

    private static final int PARTS = 8;

    private final double[] times = new double[PARTS];
    private final double[] targets = new double[PARTS];

    Curves() {
      for (int i = 0; i < PARTS; i++) {
        times[i] = 0.25 * i;
        targets[i] = 2 * StrictMath.exp(-1.5 * times[i]) + 0.3 * times[i];
      }
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public int parts() {
      return PARTS;
    }

    private double[] slope(int part, double[] x) {
      double e = StrictMath.exp(x[1] * times[part]);
      return new double[] {e, x[0] * times[part] * e, times[part]};
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      double r = x[0] * StrictMath.exp(x[1] * times[part]) + x[2] * times[part] - targets[part];
      double[] slope = slope(part, x);
      for (int i = 0; i < 3; i++) {
        gradient[i] = r * slope[i];
      }
      return r * r / 2;
    }

    @Override
    public void gaussNewtonTimes(int part, double[] x, double[] vector, double[] result) {
      double[] slope = slope(part, x);
      double product = slope[0] * vector[0] + slope[1] * vector[1] + slope[2] * vector[2];
      for (int i = 0; i < 3; i++) {
        result[i] = slope[i] * product;
      }
    }
  }

  @Test
  void aNonlinearLeastSquaresProblemIsSolved() {
    Minimum minimum =
        HessianFree.of()
            .minimize(new Curves(), new double[] {1, -1, 0}, StoppingRules.USUAL.iterations(60));
    assertThat(minimum.stop()).as(minimum.toString()).isEqualTo(Stop.GRADIENT);
    assertThat(minimum.point()).containsExactly(new double[] {2, -1.5, 0.3}, within(1e-3));
  }

  @Test
  void conjugateGradientsSolveTheSystem() {
    int n = 30;
    RandomStream random = new Seed(2).stream("system");
    R064Store matrix = R064Store.FACTORY.make(n, n);
    R064Store right = R064Store.FACTORY.make(n, 1);
    double[][] root = new double[n][n];
    double[] g = new double[n];
    for (int i = 0; i < n; i++) {
      g[i] = random.nextGaussian();
      right.set(i, 0, -g[i]);
      for (int j = 0; j < n; j++) {
        root[i][j] = random.nextGaussian();
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = i == j ? 0.5 : 0;
        for (int k = 0; k < n; k++) {
          sum += root[i][k] * root[j][k];
        }
        matrix.set(i, j, sum);
      }
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    var solver =
        new ConjugateGradientSolver(
            (vector, result) -> {
              for (int i = 0; i < n; i++) {
                result[i] = 0;
                for (int j = 0; j < n; j++) {
                  result[i] += matrix.doubleValue(i, j) * vector[j];
                }
              }
            },
            g,
            ones,
            new double[n],
            1000,
            1e-16);
    Cholesky<Double> cholesky = Cholesky.R064.make(n, n);
    cholesky.decompose(matrix);
    var exact = cholesky.getSolution(right);
    double[] found = solver.iterates().getLast();
    double product = 0;
    for (int i = 0; i < n; i++) {
      assertThat(found[i]).isCloseTo(exact.doubleValue(i, 0), within(1e-10));
      product += 0.5 * g[i] * exact.doubleValue(i, 0);
    }
    assertThat(solver.values().getLast()).isCloseTo(product, within(1e-10));
    assertThat(solver.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void itIsResumedWithTheSameBits() {
    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(0).iterations(12);
    Minimization whole = HessianFree.of().begin(new Curves(), new double[] {1, -1, 0}, rules);
    for (int i = 0; i < 5; i++) {
      whole.step();
    }
    MinimizationState state = whole.state();
    Minimization resumed = HessianFree.of().resume(new Curves(), state, rules);
    for (int i = 0; i < 7; i++) {
      whole.step();
      resumed.step();
      assertThat(resumed.minimum().point()).containsExactly(whole.minimum().point());
      assertThat(resumed.minimum()).hasToString(whole.minimum().toString());
    }
  }

  @Test
  void whatKnowsNoProductsIsRefused() {
    TestProblem problem = TestProblem.rosenbrock(2);
    assertThatThrownBy(() -> HessianFree.of().minimize(problem, problem.start()))
        .hasMessage(
            "hessianFree needs products with a Gauss–Newton matrix, which the objective does not"
                + " know");
  }

  /// What a step must do after its conjugate gradients is kept back for it: a budget is exceeded by
  /// the shortest step at most, and a run that it ends is no run without a decrease.
  @Test
  void aBudgetIsKeptButForTheShortestStep() {
    for (double passes = 1; passes < 30; passes++) {
      Minimum minimum =
          HessianFree.of()
              .minimize(
                  new Curves(),
                  new double[] {1, -1, 0},
                  StoppingRules.USUAL.gradientTolerance(0).passes(passes));
      assertThat(minimum.stop()).as("%s passes", passes).isEqualTo(Stop.PASSES);
      assertThat(minimum.passes()).as("%s passes", passes).isBetween(passes, passes + 3.25);
    }
  }
}
