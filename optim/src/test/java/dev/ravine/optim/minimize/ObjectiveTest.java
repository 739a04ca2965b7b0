package dev.ravine.optim.minimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.descent.Bfgs;
import dev.ravine.optim.descent.GradientDescent;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.Lbfgsb;
import dev.ravine.optim.descent.MultiBatchLbfgs;
import dev.ravine.optim.finitesum.Sag;
import dev.ravine.optim.problems.TestProblem;
import dev.ravine.optim.problems.ToySum;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// Objectives as users write them, and what they get back.
class ObjectiveTest {

  private static final TestProblem ROSENBROCK = TestProblem.rosenbrock(4);

  @Test
  void aValueAloneIsEnough() {
    Objective numerical = Objective.numerical(4, ROSENBROCK::value);
    Objective exact = Objective.of(4, ROSENBROCK::value, ROSENBROCK::gradient);
    double[] at = {-1.2, 1, 3, 5};
    double[] differences = new double[4];
    double[] gradient = new double[4];
    assertThat(numerical.gradient(at, differences)).isEqualTo(exact.gradient(at, gradient));
    for (int i = 0; i < 4; i++) {
      assertThat(differences[i]).isCloseTo(gradient[i], within(1e-7 * Math.abs(gradient[i])));
    }
    Minimum minimum = Bfgs.of().minimize(numerical, ROSENBROCK.start());
    assertThat(minimum.stop().isConverged()).isTrue();
    assertThat(DoubleStream.of(minimum.point()))
        .allSatisfy(x -> assertThat(x).isCloseTo(1, within(1e-4)));
    assertThatThrownBy(() -> Objective.numerical(0, x -> 0))
        .hasMessage("dimension must be 1 or more, was 0");
  }

  @Test
  void differencesAreTakenWithinTheBounds() {
    Objective logarithm =
        Objective.numerical(1, x -> x[0] > 1 ? Double.NaN : x[0] - Math.log(x[0]));
    Objective bounded = logarithm.within(Bounds.of(1e-7, 1));
    double[] gradient = new double[1];
    bounded.gradient(new double[] {1e-7}, gradient);
    assertThat(gradient[0]).isNegative();
    Minimum minimum = Lbfgsb.of().minimize(bounded, new double[] {0.5});
    assertThat(minimum.point()[0]).isEqualTo(1);
    Objective numerical = Objective.numerical(2, x -> x[0]);
    assertThatThrownBy(() -> numerical.within(Bounds.of(new double[3], new double[3])))
        .hasMessage("bounds must be of 2 coordinates, as the objective is, were of 3");
  }

  /// The minimum of a method that knows the value is given as it is.
  @Test
  void whatIsNoEstimateIsNotComputedAnew() {
    long[] evaluations = new long[1];
    Objective counted =
        Objective.of(
            4,
            ROSENBROCK::value,
            (x, gradient) -> {
              evaluations[0]++;
              ROSENBROCK.gradient(x, gradient);
            });
    Minimum minimum = Lbfgs.of().minimize(counted, ROSENBROCK.start());
    assertThat(evaluations[0]).isEqualTo(minimum.evaluations());
  }

  @Test
  void aGradientThatIsNotWrittenIsSeen() {
    Objective forgotten = Objective.of(2, x -> x[0], (x, gradient) -> gradient[0] = 1);
    assertThatThrownBy(() -> Lbfgs.of().minimize(forgotten, new double[2]))
        .hasMessage(
            "the gradient must be finite at the start, component 1 was NaN, or was not written");
  }

  /// Minimizers that go from part to part know estimates only, until the end.
  @Test
  void theMinimumOfASumHasTheValueOfItsPoint() {
    ToySum toy = new ToySum(20, 10);
    for (Minimizer minimizer : new Minimizer[] {Sag.of(), MultiBatchLbfgs.of()}) {
      Minimum minimum =
          minimizer.minimize(toy.objective(), toy.start(), StoppingRules.USUAL.passes(3));
      double[] gradient = new double[20];
      double value = toy.objective().gradient(minimum.point(), gradient);
      assertThat(minimum.value()).isEqualTo(value);
      assertThat(minimum.gradientNorm()).isEqualTo(Minimum.norm(gradient));
      assertThat(minimum.passes()).isLessThan(4);
    }
  }

  /// The value is lower behind an edge, where the gradient is not finite: nobody goes there.
  @Test
  void placesWithoutAGradientAreBackedAwayFrom() {
    Objective edge =
        Objective.of(
            1,
            x -> Math.sqrt(Math.max(0, x[0])),
            (x, gradient) -> gradient[0] = x[0] > 0 ? 0.5 / Math.sqrt(x[0]) : Double.NaN);
    Minimum minimum = GradientDescent.of().minimize(edge, new double[] {1});
    assertThat(minimum.point()[0]).isPositive();
    assertThat(minimum.gradientNorm()).isPositive();
  }

  @Test
  void aStateOfAnotherMinimizerIsRefused() {
    Minimization quasiNewton =
        Lbfgs.of().begin(ROSENBROCK, ROSENBROCK.start(), StoppingRules.USUAL);
    quasiNewton.step();
    MinimizationState state = quasiNewton.state();
    assertThat(state.iterations()).isEqualTo(1);
    assertThat(state.toString()).startsWith("numbers {decrease=").contains("arrays [change0");
    assertThatThrownBy(() -> GradientDescent.of().resume(ROSENBROCK, state, StoppingRules.USUAL))
        .hasMessageStartingWith(
            "the state must be of an equal minimizer and dimension, but the minimizer keeps no change0");
    assertThatThrownBy(() -> Bfgs.of().resume(ROSENBROCK, state, StoppingRules.USUAL))
        .hasMessageStartingWith("the state must be of an equal minimizer and dimension, but ");
  }

  @Test
  void boundsWithoutAnyBoundAreNone() {
    assertThat(ROSENBROCK.within(Bounds.NONE)).isSameAs(ROSENBROCK);
    assertThat(Bounds.of(0, 1)).hasToString("0.0 … 1.0");
    assertThat(Bounds.of(new double[] {0, 1}, new double[] {2, 3}))
        .hasToString("[0.0, 1.0] … [2.0, 3.0]");
  }

  @Test
  void aDifferenceThatTellsNothingIsNoAgreement() {
    Objective huge = Objective.of(1, x -> 1e18 + x[0], (x, gradient) -> gradient[0] = 1);
    GradientCheck check = huge.check(new double[] {1});
    assertThat(check.isUnsure()).isTrue();
    assertThat(check.toString()).startsWith("finite differences cannot tell: at coordinate 0");
  }
}
