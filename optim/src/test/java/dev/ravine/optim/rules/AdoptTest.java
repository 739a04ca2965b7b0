package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class AdoptTest {

  @Test
  void theFirstStepMeasuresAndTheSecondIsThisGradientOverTheLastOne() {
    float[] theta = {0, 0};
    Stepper stepper = Stepper.of(Adopt.of(0.5).beta1(0), 2);
    stepper.step(theta, new float[] {4, 8});
    assertThat(theta).containsExactly(0, 0);
    stepper.step(theta, new float[] {2, -4});
    assertThat(theta).containsExactly(-0.25f, 0.25f);
  }

  @Test
  void aGradientThatJumpsIsClippedByTheFourthRootOfTheSteps() {
    float[] theta = {0};
    Stepper stepper = Stepper.of(Adopt.of(1).beta1(0), 1);
    for (int t = 1; t <= 17; t++) {
      theta[0] = 0;
      stepper.step(theta, new float[] {t == 17 ? 1000 : 1});
    }
    assertThat(theta[0]).isCloseTo(-2, within(1e-6f));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = Adopt.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }
}
