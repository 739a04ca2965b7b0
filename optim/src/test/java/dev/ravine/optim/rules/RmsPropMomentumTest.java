package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RmsPropMomentumTest {

  @Test
  void withoutMomentumItIsRmsProp() {
    assertThat(Laws.path(RmsPropMomentum.of(0.1).momentum(0)))
        .isEqualTo(Laws.path(RmsProp.of(0.1)));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> RmsPropMomentum.of(0.1).momentum(1))
        .hasMessage("momentum must be in [0, 1), was 1.0");
  }
}
