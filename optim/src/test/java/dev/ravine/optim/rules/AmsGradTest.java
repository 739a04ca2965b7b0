package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class AmsGradTest {

  @Test
  void underGrowingGradientsItIsAdam() {
    float[] ams = {0};
    float[] adam = {0};
    Stepper one = Stepper.of(AmsGrad.of(0.1), 1);
    Stepper other = Stepper.of(Adam.of(0.1), 1);
    for (int t = 1; t <= 20; t++) {
      one.step(ams, new float[] {t});
      other.step(adam, new float[] {t});
    }
    assertThat(ams).containsExactly(adam);
    one.step(ams, new float[] {0});
    other.step(adam, new float[] {0});
    assertThat(ams[0]).isGreaterThan(adam[0]);
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = AmsGrad.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }
}
