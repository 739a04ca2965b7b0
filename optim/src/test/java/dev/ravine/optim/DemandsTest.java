package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.rules.Momentum;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.transforms.Ema;
import dev.ravine.optim.transforms.Polyak;
import dev.ravine.optim.transforms.Sam;
import dev.ravine.optim.transforms.Swa;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What recipes need beyond a gradient.
class DemandsTest {

  private static Stepper begin(Link... links) {
    return Optimizer.of(links)
        .begin(
            ParameterLayout.flat(2),
            new ThreadTeam(1),
            Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
  }

  /// The gradient of x⁴ + 5 y².
  private static void gradient(float[] theta, float[] gradient) {
    gradient[0] = 4 * theta[0] * theta[0] * theta[0];
    gradient[1] = 10 * theta[1];
  }

  @Test
  void samStepsFromWhereItWasWithTheGradientOfTheWorstPlaceNearby() {
    float[] theta = {1, 2};
    float[] g = new float[2];
    gradient(theta, g);
    Stepper stepper = begin(Sam.of(0.5), Sgd.of(0.1));
    stepper.stepConsuming(theta, g, DemandsTest::gradient);
    double norm = Math.hypot(4, 20);
    double x = 1 + 0.5 * 4 / norm;
    double y = 2 + 0.5 * 20 / norm;
    assertThat((double) theta[0]).isCloseTo(1 - 0.1 * 4 * x * x * x, within(1e-6));
    assertThat((double) theta[1]).isCloseTo(2 - 0.1 * 10 * y, within(1e-6));
    assertThat(stepper.steps()).isEqualTo(1);
  }

  @Test
  void samLeavesFrozenTensorsAloneAndComesBackWhateverHappens() {
    ParameterLayout two =
        ParameterLayout.empty().and("a", ParameterRole.WEIGHT, 1).and("b", ParameterRole.WEIGHT, 1);
    Stepper stepper =
        Optimizer.parse("sam(0.5) | frozen on \"b\" | sgd(0.1) on \"a\"")
            .begin(
                two, new ThreadTeam(1), Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    float[] theta = {1, 2};
    float[] seen = new float[2];
    stepper.stepConsuming(
        theta,
        new float[] {4, 100},
        (where, g) -> {
          System.arraycopy(where, 0, seen, 0, 2);
          gradient(where, g);
        });
    assertThat(seen).containsExactly(1.5f, 2);
    assertThat(theta).containsExactly(1 - 0.1f * 13.5f, 2);
    float[] before = theta.clone();
    assertThatThrownBy(() ->
            stepper.stepConsuming(
                theta,
                new float[] {4, 100},
                (where, g) -> {
                  throw new IllegalStateException("no data");
                }))
        .hasMessage("no data");
    assertThat(theta).containsExactly(before);
  }

  @Test
  void whatFollowsARuleMayNotMakeItsEvaluationWrong() {
    assertThatThrownBy(() -> Optimizer.parse("scheduleFree | decoupledDecay(0.1)"))
        .hasMessageEndingWith("which computes what to evaluate with from its own updates");
  }

  @Test
  void samGoesAroundAnyRuleAndItsStateIsSaved() {
    float[] theta = {1, 2};
    float[] resumed = {1, 2};
    Stepper whole = begin(Sam.of(0.05), Momentum.of(0.01));
    Stepper first = begin(Sam.of(0.05), Momentum.of(0.01));
    for (int t = 0; t < 6; t++) {
      if (t == 3) {
        Stepper second = begin(Sam.of(0.05), Momentum.of(0.01));
        second.restore(first.state());
        first = second;
      }
      float[] g = new float[2];
      gradient(theta, g);
      whole.stepConsuming(theta, g, DemandsTest::gradient);
      gradient(resumed, g);
      first.stepConsuming(resumed, g, DemandsTest::gradient);
    }
    assertThat(resumed).containsExactly(theta);
  }

  @Test
  void whoSuppliesNoSecondGradientIsRefusedAtTheBeginning() {
    assertThatThrownBy(() -> Optimizer.of(Sam.of(0.05), Sgd.of(1)).begin(2))
        .hasMessage(
            "sam(rho=0.05) demands a second gradient in each step (Demand.SECOND_GRADIENT), which is not supplied here");
    Stepper stepper = begin(Sam.of(0.05), Sgd.of(1));
    assertThatThrownBy(() -> stepper.step(new float[2], new float[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("call stepConsuming(theta, gradient, again)");
    assertThatThrownBy(() -> Optimizer.of(Ema.of(0.9), Sgd.of(1)))
        .hasMessageContaining("cannot follow");
    assertThatThrownBy(() -> Optimizer.of(Sgd.of(1), Ema.of(0.9)).begin(1))
        .hasMessageContaining("demands evaluation with weights of its own");
    assertThatThrownBy(() -> Optimizer.of(Sgd.of(1), Ema.of(0.9), new Polyak(0)))
        .hasMessageContaining("at most one stage can say what to evaluate with");
    assertThat(Optimizer.of(Sam.of(1), Sgd.of(1), Ema.of(0.9)).demands())
        .isEqualTo(Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
  }

  @Test
  void averagesAreOfTheWeightsAfterEachStepAndDoNotTouchThem() {
    float[] plain = {0, 0};
    Stepper sgd = begin(Sgd.of(1));
    Stepper[] averaging = {
      begin(Sgd.of(1), Ema.of(0.5)),
      begin(Sgd.of(1), new Swa(1, 2)),
      begin(Sgd.of(1), new Polyak(2))
    };
    float[][] thetas = new float[3][2];
    float[] weights = new float[2];
    for (int t = 1; t <= 5; t++) {
      float[] g = {-t, t};
      sgd.step(plain, g);
      for (int i = 0; i < 3; i++) {
        averaging[i].step(thetas[i], g);
        assertThat(thetas[i]).containsExactly(plain);
      }
    }
    // After the steps x is 1, 3, 6, 10, 15.
    averaging[0].evaluationWeights(thetas[0], weights);
    assertThat(weights[0]).isEqualTo(15 / 2f + 10 / 4f + 6 / 8f + 3 / 16f + 1 / 16f);
    averaging[1].evaluationWeights(thetas[1], weights);
    assertThat(weights[0]).isEqualTo((6 + 15) / 2f);
    averaging[2].evaluationWeights(thetas[2], weights);
    assertThat(weights[0]).isCloseTo((6 + 10 + 15) / 3f, within(1e-5f));
    sgd.evaluationWeights(plain, weights);
    assertThat(weights).containsExactly(plain);
  }

  @Test
  void beforeTheFirstAverageTheWeightsThemselvesAreEvaluated() {
    Stepper stepper = begin(Sgd.of(1), new Swa(10, 1));
    float[] theta = {1, 2};
    float[] weights = new float[2];
    stepper.step(theta, new float[] {1, 1});
    stepper.evaluationWeights(theta, weights);
    assertThat(weights).containsExactly(theta);
  }
}
