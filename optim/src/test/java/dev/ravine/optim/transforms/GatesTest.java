package dev.ravine.optim.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.stage.NonFiniteGradientException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Stages that may end a step.
class GatesTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.empty().and("w", ParameterRole.WEIGHT, 5000).and("b", ParameterRole.BIAS, 10);

  private static Stepper begin(String recipe) {
    return Optimizer.parse(recipe).begin(LAYOUT, new ThreadTeam(1), Set.of());
  }

  /// Whole numbers, whose sums are exact.
  private static float[] gradient(int seed) {
    Random random = new Random(seed);
    float[] g = new float[LAYOUT.size()];
    for (int i = 0; i < g.length; i++) {
      g[i] = random.nextInt(201) - 100;
    }
    return g;
  }

  @Test
  void accumulatingIsTheLargeBatchBitForBit() {
    String rest = "clipGlobalNorm(1) | adam(cosine(0.1,10)) | decoupledDecay(0.1)";
    Stepper small = begin("accumulate(4) | " + rest);
    Stepper large = begin(rest);
    float[] accumulated = gradient(-1);
    float[] whole = gradient(-1);
    for (int t = 0; t < 6; t++) {
      float[] mean = new float[LAYOUT.size()];
      for (int i = 0; i < 4; i++) {
        float[] before = accumulated.clone();
        float[] g = gradient(4 * t + i);
        small.step(accumulated, g);
        assertThat(g).containsExactly(gradient(4 * t + i));
        if (i < 3) {
          assertThat(accumulated).containsExactly(before);
        }
        for (int j = 0; j < mean.length; j++) {
          mean[j] += g[j] / 4;
        }
      }
      large.step(whole, mean);
      assertThat(accumulated).containsExactly(whole);
      assertThat(small.steps()).isEqualTo(t + 1);
    }
  }

  @Test
  void anAccumulationIsResumedInTheMiddle() {
    Stepper first = begin("accumulate(3) | momentum(0.1)");
    Stepper whole = begin("accumulate(3) | momentum(0.1)");
    float[] a = gradient(-1);
    float[] b = gradient(-1);
    for (int t = 0; t < 9; t++) {
      if (t == 4) {
        Stepper second = begin("accumulate(3) | momentum(0.1)");
        second.restore(first.state());
        first = second;
      }
      first.step(a, gradient(t));
      whole.stepConsuming(b, gradient(t));
    }
    assertThat(a).containsExactly(b);
  }

  @Test
  void stepsWithInfiniteGradientsAreLeftOut() {
    Stepper skipping = begin("skipNonFinite(1) | adam(0.1)");
    Stepper plain = begin("adam(0.1)");
    float[] a = gradient(-1);
    float[] b = gradient(-1);
    for (int t = 0; t < 4; t++) {
      float[] bad = gradient(t);
      bad[4999] = t % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
      skipping.step(a, bad);
      skipping.step(a, gradient(t));
      plain.step(b, gradient(t));
    }
    assertThat(a).containsExactly(b);
    assertThat(skipping.steps()).isEqualTo(4);
  }

  @Test
  void anInfiniteGradientDoesNotStayInTheAccumulation() {
    Stepper stepper = begin("accumulate(2) | skipNonFinite(1) | sgd(0.1)");
    float[] theta = gradient(-1);
    float[] bad = gradient(0);
    bad[7] = Float.POSITIVE_INFINITY;
    stepper.step(theta, bad);
    stepper.step(theta, gradient(1));
    assertThat(stepper.steps()).isZero();
    stepper.step(theta, gradient(2));
    stepper.step(theta, gradient(3));
    assertThat(stepper.steps()).isEqualTo(1);
    assertThat(theta[7]).isFinite();
  }

  @Test
  void whatMayEndAStepWorksOnAllParameters() {
    assertThatThrownBy(() -> begin("accumulate(4) on weights | sgd"))
        .hasMessage(
            "accumulate(batches=4) works on all parameters, and can't be restricted to weights");
  }

  @Test
  void tooManyInARowAreAnError() {
    Stepper stepper = begin("skipNonFinite(2) | sgd(0.1)");
    float[] theta = gradient(-1);
    float[] bad = gradient(0);
    bad[5003] = Float.NEGATIVE_INFINITY;
    stepper.step(theta, bad);
    stepper.step(theta, bad);
    assertThatThrownBy(() -> stepper.step(theta, bad))
        .isInstanceOf(NonFiniteGradientException.class)
        .hasMessage("the gradient of b is not finite in step 1 after 2 skipped steps");
    assertThat(theta).containsExactly(gradient(-1));
  }

  @Test
  void failingNamesTensorAndStepAndChangesNothing() {
    Stepper stepper = begin("failOnNonFinite | momentum(0.1)");
    float[] theta = gradient(-1);
    stepper.step(theta, gradient(0));
    float[] before = theta.clone();
    float[] velocity = stepper.slot("velocity");
    float[] bad = gradient(1);
    bad[17] = Float.NaN;
    assertThatThrownBy(() -> stepper.stepConsuming(theta, bad))
        .hasMessage("the gradient of w is not finite in step 2");
    assertThat(theta).containsExactly(before);
    assertThat(stepper.slot("velocity")).containsExactly(velocity);
    assertThat(stepper.steps()).isEqualTo(1);
  }

  @Test
  void noiseHasTheVarianceOfItsStepAndDependsOnSeedStepAndPlaceAlone() {
    Stepper stepper = begin("gradientNoise(eta=4,gamma=1) | sgd(1)");
    Stepper other = begin("gradientNoise(eta=4,gamma=1,seed=1) | sgd(1)");
    float[] theta = new float[LAYOUT.size()];
    float[] second = new float[LAYOUT.size()];
    float[] zeros = new float[LAYOUT.size()];
    stepper.step(theta, zeros);
    other.step(second, zeros);
    assertThat(theta).isNotEqualTo(second);
    assertThat(variance(theta)).isBetween(3.7, 4.3);
    float[] first = theta.clone();
    stepper.step(theta, zeros);
    for (int i = 0; i < theta.length; i++) {
      theta[i] -= first[i];
    }
    assertThat(variance(theta)).isBetween(1.85, 2.15);
  }

  private static double variance(float[] x) {
    double sum = 0;
    for (float v : x) {
      sum += v * v;
    }
    return sum / x.length;
  }

  @Test
  void clippingPerTensorAndPerUnitLeavesShortOnesAlone() {
    ParameterLayout layout =
        ParameterLayout.empty()
            .and("w", ParameterRole.WEIGHT, 2, 2)
            .and("b", ParameterRole.BIAS, 2);
    float[] g = {3, 0.1f, 4, 0, 0.3f, 0.4f};
    float[] theta = {1, 1, 0, 0, 3, 4};
    float[] clipped = theta.clone();
    Optimizer.parse("clipNorm(1) | sgd(1)")
        .begin(layout, new ThreadTeam(1), Set.of())
        .step(clipped, g);
    float factor = (float) (1 / Math.sqrt(25.01));
    assertThat(clipped[0]).isEqualTo(1 - 3 * factor);
    assertThat(clipped[4]).isEqualTo(3 - 0.3f);
    float[] adaptive = theta.clone();
    Optimizer.parse("adaptiveClip(0.5) | sgd(1)")
        .begin(layout, new ThreadTeam(1), Set.of())
        .step(adaptive, g);
    // Columns of w: weights (1, 0) allow 0.5 of the gradient (3, 4); (1, 0) allow (0.1, 0).
    assertThat(adaptive).containsExactly(1 - 0.3f, 1 - 0.1f, -0.4f, 0, 3 - 0.3f, 4 - 0.4f);
  }
}
