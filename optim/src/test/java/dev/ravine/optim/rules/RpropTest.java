package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class RpropTest {

  @Test
  void stepsGrowWhileTheSignStaysAndShrinkWhenItFlips() {
    Stepper stepper = Stepper.of(Rprop.of(0.1), 1);
    float[] theta = {0};
    float[][] gradients = {{5}, {1}, {1e-3f}, {-2}, {-2}};
    float[] sizes = {0.1f, 0.12f, 0.144f, 0.072f, 0.072f};
    for (int t = 0; t < sizes.length; t++) {
      stepper.step(theta, gradients[t]);
      assertThat(stepper.slot("stepSize")[0]).isCloseTo(sizes[t], within(1e-6f));
    }
    // After the flip it rests for one step.
    assertThat(theta[0]).isCloseTo(-0.1f - 0.12f - 0.144f + 0.072f, within(1e-6f));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = Rprop.of(0.1);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }
}
