package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class AdaMaxTest {

  @Test
  void withoutMemoryOfSizesItIsSignDescent() {
    assertThat(Laws.path(AdaMax.of(0.1).beta1(0).beta2(0).epsilon(1e-30)))
        .isEqualTo(Laws.path(Adam.of(0.1).beta1(0).beta2(0).epsilon(1e-30)));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = AdaMax.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> AdaMax.of(0.1).beta2(1))
        .hasMessage("beta2 must be in [0, 1), was 1.0");
  }
}
