package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class NAdamTest {

  @Test
  void withoutMemoryItIsSignDescent() {
    assertThat(Laws.path(NAdam.of(0.1).beta1(0).beta2(0).epsilon(1e-30)))
        .containsExactly(Laws.path(Adam.of(0.1).beta1(0).beta2(0).epsilon(1e-30)), within(1e-5f));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = NAdam.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> NAdam.of(0.1).momentumDecay(0))
        .hasMessage("momentumDecay must be positive, was 0.0");
  }
}
