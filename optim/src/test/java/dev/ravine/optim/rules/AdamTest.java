package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void withoutMemoryItIsSignDescent() {
    float[] theta = {0, 0};
    UpdateRule rule = Adam.of(0.25).beta1(0).beta2(0).epsilon(1e-30);
    Stepper.of(rule, 2).step(theta, new float[] {3, -1e-3f});
    assertThat(theta).containsExactly(-0.25f, 0.25f);
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = Adam.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> Adam.of(0.1).beta1(1)).hasMessage("beta1 must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> Adam.of(0.1).beta2(2)).hasMessage("beta2 must be in [0, 1), was 2.0");
    assertThatThrownBy(() -> Adam.of(0)).hasMessage("learningRate must be positive, was 0.0");
  }
}
