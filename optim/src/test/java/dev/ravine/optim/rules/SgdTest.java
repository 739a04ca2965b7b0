package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class SgdTest {

  @Test
  void aStepGoesAgainstTheGradient() {
    float[] theta = {1, 2};
    Stepper.of(Sgd.of(0.5), 2).step(theta, new float[] {1, -4});
    assertThat(theta).containsExactly(0.5f, 4);
  }
}
