package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.transforms.DecoupledDecay;
import org.junit.jupiter.api.Test;

class AdamWTest {

  @Test
  void withoutDecayItIsAdam() {
    assertThat(Laws.path(AdamW.of(0.1).weightDecay(0))).isEqualTo(Laws.path(Adam.of(0.1)));
  }

  @Test
  void itIsAdamBesideDecoupledDecay() {
    Optimizer chain = Optimizer.of(Adam.of(0.1), DecoupledDecay.of(0.3));
    assertThat(Laws.path(AdamW.of(0.1).weightDecay(0.3)))
        .containsExactly(Laws.path(chain), within(1e-6f));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> AdamW.of(0.1).weightDecay(-1))
        .hasMessage("weightDecay must be 0 or more, was -1.0");
  }
}
