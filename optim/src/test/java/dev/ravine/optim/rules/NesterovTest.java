package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.RuleContract;
import dev.ravine.optim.UpdateRule;
import org.junit.jupiter.api.Test;

class NesterovTest implements RuleContract {

  @Override
  public UpdateRule rule() {
    return Nesterov.of(5e-3);
  }

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
