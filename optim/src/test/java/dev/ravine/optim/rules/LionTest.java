package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class LionTest {

  @Test
  void everyStepHasTheSizeOfTheLearningRate() {
    float[] theta = {0, 0};
    Stepper.of(Lion.of(0.25), 2).step(theta, new float[] {3, -1e-3f});
    assertThat(theta).containsExactly(-0.25f, 0.25f);
  }

  @Test
  void theTwoMemoriesAreNotMixedUp() {
    float[] theta = {0};
    Stepper stepper = Stepper.of(Lion.of(1).beta1(0.5).beta2(0.9), 1);
    stepper.step(theta, new float[] {10});
    assertThat(stepper.slot("m")[0]).isCloseTo(1, within(1e-6f));
    // 0.5 · 1 − 0.5 · 0.8 is positive still; had it been mixed with beta2, or remembered with
    // beta1,
    // the numbers would be others.
    stepper.step(theta, new float[] {-0.8f});
    assertThat(theta[0]).isEqualTo(-2);
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = Lion.of(0.1);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }
}
