package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class AdaBeliefTest {

  @Test
  void underConstantGradientsStepsGrow() {
    float[] belief = {0};
    float[] adam = {0};
    Stepper one = Stepper.of(AdaBelief.of(0.01), 1);
    Stepper other = Stepper.of(Adam.of(0.01), 1);
    for (int t = 0; t < 50; t++) {
      one.step(belief, new float[] {1});
      other.step(adam, new float[] {1});
    }
    assertThat(belief[0]).isLessThan(2 * adam[0]);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> AdaBelief.of(0.1).epsilon(0))
        .hasMessage("epsilon must be positive, was 0.0");
  }
}
