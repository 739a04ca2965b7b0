package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class RmsPropTest {

  @Test
  void withoutMemoryItIsSignDescent() {
    float[] theta = {0, 0};
    Stepper.of(RmsProp.of(0.25).decay(0).epsilon(1e-30), 2).step(theta, new float[] {3, -1e-3f});
    assertThat(theta).containsExactly(-0.25f, 0.25f);
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = RmsProp.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> RmsProp.of(0.1).decay(1))
        .hasMessage("decay must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> RmsProp.of(Double.NaN))
        .hasMessage("learningRate must be positive, was NaN");
  }
}
