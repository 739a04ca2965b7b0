package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.RuleContract;
import dev.ravine.optim.UpdateRule;
import org.junit.jupiter.api.Test;

class SgdTest implements RuleContract {

  @Override
  public UpdateRule rule() {
    return Sgd.of(5e-3);
  }

  @Test
  void aStepGoesAgainstTheGradient() {
    float[] theta = {1, 2};
    Sgd.of(0.5).begin(2).step(theta, new float[] {1, -4});
    assertThat(theta).containsExactly(0.5f, 4);
  }
}
