package dev.ravine.optim.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Momentum;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.stage.Stage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransformsTest {

  private static float[] afterOneStep(float[] theta, float[] gradient, Stage... stages) {
    float[] result = theta.clone();
    Optimizer.of(stages).begin(theta.length).step(result, gradient);
    return result;
  }

  @Test
  void clippingByValueLimitsEachElement() {
    float[] theta =
        afterOneStep(
            new float[4], new float[] {3, -3, 0.5f, Float.NaN}, ClipValue.of(1), Sgd.of(1));
    assertThat(theta).containsExactly(-1, 1, -0.5f, Float.NaN);
  }

  @Test
  void clippingByGlobalNormShortensTheWholeGradient() {
    float[] theta =
        afterOneStep(new float[2], new float[] {3, -4}, ClipGlobalNorm.of(1), Sgd.of(1));
    assertThat(theta).containsExactly(-0.6f, 0.8f);
    float[] free = afterOneStep(new float[2], new float[] {3, -4}, ClipGlobalNorm.of(5), Sgd.of(1));
    assertThat(free).containsExactly(-3, 4);
  }

  @Test
  void stagesBeforeTheNormAreSeenByIt() {
    // L2 makes the gradient (3, −4) out of (1, −2) + 2 · (1, −1); the norm is 5, not √5.
    float[] theta =
        afterOneStep(
            new float[] {1, -1}, new float[] {1, -2}, L2.of(2), ClipGlobalNorm.of(1), Sgd.of(1));
    assertThat(theta[0]).isCloseTo(1 - 0.6f, within(1e-7f));
    assertThat(theta[1]).isCloseTo(-1 + 0.8f, within(1e-7f));
    float[] norms =
        afterOneStep(
            new float[] {1, -1},
            new float[] {30, -40},
            ClipGlobalNorm.of(5),
            L2.of(2),
            ClipGlobalNorm.of(1),
            Sgd.of(1));
    assertThat(norms[0]).isCloseTo(1 - 5 / (float) Math.sqrt(61), within(1e-6f));
  }

  @Test
  void everyNumberOverTheWholeGradientCostsOnePass() {
    assertThat(Optimizer.of(L2.of(1), ClipValue.of(1), Sgd.of(1)).begin(1).passes()).isEqualTo(1);
    assertThat(
            Optimizer.of(ClipGlobalNorm.of(1), Adam.of(1), DecoupledDecay.of(1)).begin(1).passes())
        .isEqualTo(2);
    assertThat(
            Optimizer.of(ClipGlobalNorm.of(1), L2.of(1), ClipGlobalNorm.of(1), Sgd.of(1))
                .begin(1)
                .passes())
        .isEqualTo(3);
  }

  @Test
  void decoupledDecayIsNotRescaledByTheRuleButL2Is() {
    float[] start = {10};
    float[] gradient = {1e-3f};
    float[] decoupled = afterOneStep(start, gradient, Adam.of(0.1), DecoupledDecay.of(0.5));
    assertThat(decoupled[0]).isCloseTo(10 - 0.1f - 0.1f * 0.5f * 10, within(1e-5f));
    float[] coupled = afterOneStep(start, gradient, L2.of(0.5), Adam.of(0.1));
    assertThat(coupled[0]).isCloseTo(10 - 0.1f, within(1e-5f));
  }

  @Test
  void decayAlsoFollowsARuleThatAppliesTheLearningRateItself() {
    float[] theta =
        afterOneStep(new float[] {1}, new float[] {2}, Momentum.of(0.1), DecoupledDecay.of(0.5));
    assertThat(theta[0]).isCloseTo(1 - 0.2f - 0.05f, within(1e-6f));
  }

  @Test
  void theGradientIsLeftAsItWasEvenWhenAnEarlyPassWritesIt() {
    float[] gradient = {30, -40};
    afterOneStep(new float[] {1, -1}, gradient, L2.of(2), ClipGlobalNorm.of(1), Sgd.of(1));
    assertThat(gradient).containsExactly(30, -40);
  }

  @Test
  void threadsChangeNoBitOfTheNorm() {
    int n = 100_001;
    Random random = new Random(3);
    float[] gradient = new float[n];
    for (int i = 0; i < n; i++) {
      gradient[i] = (float) random.nextGaussian();
    }
    Optimizer recipe =
        Optimizer.of(L2.of(0.1), ClipGlobalNorm.of(1), Adam.of(1e-3), DecoupledDecay.of(0.1));
    float[] alone = new float[n];
    float[] together = new float[n];
    Stepper one = recipe.begin(n);
    try (ThreadTeam team = new ThreadTeam(3)) {
      Stepper three = recipe.begin(n, team);
      for (int t = 0; t < 5; t++) {
        one.step(alone, gradient);
        three.stepConsuming(together, gradient.clone());
      }
    }
    assertThat(together).containsExactly(alone);
  }

  @Test
  void theChainPrintsInExecutionOrder() {
    Optimizer recipe =
        Optimizer.of(Adam.of(1e-3)).with(DecoupledDecay.of(0.1)).with(ClipGlobalNorm.of(1));
    assertThat(recipe)
        .hasToString(
            "clipGlobalNorm(maxNorm=1) | adam(learningRate=1e-3,beta1=0.9,beta2=0.999,epsilon=1e-8) | decoupledDecay(weightDecay=0.1)");
  }

  @Test
  void wrongChainsAndRangesAreExplained() {
    assertThatThrownBy(() -> Optimizer.of(L2.of(1)))
        .hasMessage("an optimizer has exactly one update rule, was given 0");
    assertThatThrownBy(() -> Optimizer.of(Sgd.of(1), L2.of(1)))
        .hasMessageStartingWith("l2(weightDecay=1) cannot follow sgd(learningRate=1)");
    assertThatThrownBy(() -> ClipValue.of(0)).hasMessage("limit must be positive, was 0.0");
    assertThatThrownBy(() -> ClipGlobalNorm.of(-1))
        .hasMessage("maxNorm must be positive, was -1.0");
    assertThatThrownBy(() -> DecoupledDecay.of(-1))
        .hasMessage("weightDecay must be 0 or more, was -1.0");
  }
}
