package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class AdaGradTest {

  @Test
  void theFirstStepHasTheSizeOfTheLearningRate() {
    float[] theta = {0, 0};
    Stepper.of(AdaGrad.of(0.25).epsilon(1e-30), 2).step(theta, new float[] {3, -1e-3f});
    assertThat(theta).containsExactly(-0.25f, 0.25f);
  }

  @Test
  void stepsUnderAConstantGradientFallAsOneOverTheRoot() {
    float[] theta = {0};
    Stepper stepper = Stepper.of(AdaGrad.of(1), 1);
    float before = 0;
    for (int t = 1; t <= 100; t++) {
      before = theta[0];
      stepper.step(theta, new float[] {2});
    }
    assertThat(before - theta[0]).isCloseTo(0.1f, within(1e-5f));
  }

  @Test
  void epsilonMustBePositive() {
    assertThatThrownBy(() -> AdaGrad.of(0.1).epsilon(0))
        .hasMessage("epsilon must be positive, was 0.0");
  }
}
