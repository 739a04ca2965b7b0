package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class RAdamTest {

  @Test
  void theFirstStepsAreMomentumsAlone() {
    float[] theta = {0};
    Stepper.of(RAdam.of(0.5), 1).step(theta, new float[] {3});
    assertThat(theta[0]).isEqualTo(-1.5f);
  }

  @Test
  void afterLongItIsAdam() {
    float[] radam = {0};
    float[] adam = {0};
    Stepper one = Stepper.of(RAdam.of(1e-3).beta2(0.9), 1);
    Stepper other = Stepper.of(Adam.of(1e-3).beta2(0.9), 1);
    for (int t = 0; t < 300; t++) {
      one.step(radam, new float[] {1 + t % 3});
      other.step(adam, new float[] {1 + t % 3});
    }
    float before = radam[0] - adam[0];
    one.step(radam, new float[] {2});
    other.step(adam, new float[] {2});
    assertThat(radam[0] - adam[0]).isCloseTo(before, within(1e-6f));
  }
}
