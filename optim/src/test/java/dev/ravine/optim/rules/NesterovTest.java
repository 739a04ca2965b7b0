package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NesterovTest {

  @Test
  void withoutMomentumItIsSgd() {
    assertThat(Laws.path(Nesterov.of(0.1).momentum(0))).isEqualTo(Laws.path(Sgd.of(0.1)));
  }

  @Test
  void momentumMustBeAFraction() {
    assertThatThrownBy(() -> Nesterov.of(0.1).momentum(-0.1))
        .hasMessage("momentum must be in [0, 1), was -0.1");
  }
}
