package dev.ravine.optim.finitesum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.MultiBatchLbfgs;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Stop;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import dev.ravine.optim.problems.ToySum;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteSumMethodsTest {

  /// Regularized logistic regression on random examples, one a part.
  private static final class Logistic implements FiniteSum {

    private static final int N = 5;
    private static final double DECAY = 0.05;

    private final double[][] examples;

    Logistic(int parts) {
      RandomStream random = new Seed(1).stream("examples");
      examples = new double[parts][N];
      for (double[] example : examples) {
        double sign = random.nextDouble() < 0.5 ? -1 : 1;
        for (int i = 0; i < N; i++) {
          example[i] = sign * (random.nextGaussian() + 0.5 * i);
        }
      }
    }

    @Override
    public int dimension() {
      return N;
    }

    @Override
    public int parts() {
      return examples.length;
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      double product = 0;
      double square = 0;
      for (int i = 0; i < N; i++) {
        product += examples[part][i] * x[i];
        square += x[i] * x[i];
      }
      double e = StrictMath.exp(-product);
      for (int i = 0; i < N; i++) {
        gradient[i] = -examples[part][i] * e / (1 + e) + DECAY * x[i];
      }
      return StrictMath.log1p(e) + DECAY / 2 * square;
    }
  }

  @Test
  void aStronglyConvexSumIsSolved() {
    Logistic sum = new Logistic(40);
    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(1e-7).passes(400);
    for (Minimizer minimizer :
        List.of(Sag.of(), new Sag(8, Sag.Constant.GIVEN, 0), new Svrg(0.05, 2, 0))) {
      Minimum minimum = minimizer.minimize(sum, new double[Logistic.N], rules);
      assertThat(minimum.stop()).as("%s: %s", minimizer, minimum).isEqualTo(Stop.GRADIENT);
      double[] gradient = new double[Logistic.N];
      assertThat(sum.gradient(minimum.point(), gradient)).isCloseTo(minimum.value(), within(1e-6));
      for (double g : gradient) {
        assertThat(g).as(minimizer.toString()).isCloseTo(0, within(1e-6));
      }
    }
  }

  /// Of a single part, both are gradient descent.
  @Test
  void ofOnePartTheyAreGradientDescent() {
    Logistic one = new Logistic(1);
    double[] x = {0.5, -0.2, 0.1, 0, 1};
    Minimization sag = new Sag(4, Sag.Constant.GIVEN, 0).begin(one, x, StoppingRules.USUAL);
    Minimization svrg = new Svrg(0.25, 3, 0).begin(one, x, StoppingRules.USUAL);
    double[] gradient = new double[Logistic.N];
    for (int step = 0; step < 7; step++) {
      one.gradient(0, x, gradient);
      for (int i = 0; i < x.length; i++) {
        x[i] -= 0.25 * gradient[i];
      }
      sag.step();
      svrg.step();
      assertThat(sag.minimum().point()).containsExactly(x, within(1e-15));
      assertThat(svrg.minimum().point()).containsExactly(x, within(1e-14));
    }
  }

  @Test
  void aRateThatIsTooLargeEndsItAndIsSaid() {
    FiniteSum steep =
        new FiniteSum() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public int parts() {
            return 2;
          }

          @Override
          public double gradient(int part, double[] x, double[] gradient) {
            gradient[0] = x[0] * x[0] * x[0];
            return gradient[0] * x[0] / 4;
          }
        };
    for (Minimizer minimizer : List.of(new Sag(1e-3, Sag.Constant.GIVEN, 0), new Svrg(100, 2, 0))) {
      Minimum minimum = minimizer.minimize(steep, new double[] {3});
      assertThat(minimum.stop()).as(minimizer.toString()).isEqualTo(Stop.NOT_FINITE);
    }
    assertThat(Sag.of().minimize(steep, new double[] {3}, StoppingRules.USUAL.passes(2000)).point())
        .containsExactly(new double[] {0}, within(0.05));
  }

  @Test
  void oneFunctionIsNoSum() {
    TestProblem one = TestProblem.rosenbrock(2);
    assertThatThrownBy(() -> Sag.of().minimize(one, one.start()))
        .hasMessage("sag needs a sum of functions, but the objective is one function");
    assertThatThrownBy(() -> Svrg.of().minimize(one, one.start()))
        .hasMessage("svrg needs a sum of functions, but the objective is one function");
  }

  /// Of the published toy problem's hundred parts, half say nearly what all say.
  @Test
  void overlappingBatchesComeNearTheMinimum() {
    ToySum toy = ToySum.of();
    double least = Lbfgs.of().minimize(toy.objective(), toy.start()).value();
    Minimum minimum =
        MultiBatchLbfgs.of().minimize(toy.objective(), toy.start(), StoppingRules.USUAL.passes(20));
    double start = toy.objective().value(toy.start());
    double end = toy.objective().value(minimum.point());
    assertThat(end - least).isLessThan(0.05 * (start - least));
    assertThat(minimum.evaluations()).isBetween(2_000L, 2_100L);
    assertThatThrownBy(
            () -> MultiBatchLbfgs.of().minimize(new ToySum(3, 1).objective(), new double[3]))
        .hasMessageContaining("multiBatchLbfgs needs a sum of 2 or more functions");
  }

  /// Σ (x − i)² / 2 + 1/x for x above 0; a step from near 0 leads to where nothing is finite.
  @Test
  void aStepOutOfWhatIsFiniteIsMadeShorter() {
    FiniteSum edged =
        new FiniteSum() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public int parts() {
            return 4;
          }

          @Override
          public double gradient(int part, double[] x, double[] gradient) {
            gradient[0] = x[0] - part - 1 / (x[0] * x[0]);
            return x[0] > 0 ? (x[0] - part) * (x[0] - part) / 2 + 1 / x[0] : Double.NaN;
          }
        };
    Minimum minimum =
        new MultiBatchLbfgs(5, 1, 0.5, 0.5, 0)
            .minimize(edged, new double[] {9}, StoppingRules.USUAL.passes(40));
    assertThat(minimum.point()[0]).isBetween(1.0, 3.0);
  }
}
