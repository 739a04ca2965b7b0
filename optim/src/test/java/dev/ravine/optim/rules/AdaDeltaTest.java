package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class AdaDeltaTest {

  @Test
  void withoutMemoryItStandsStill() {
    float[] theta = {0, 0};
    Stepper.of(AdaDelta.of(0.25).decay(0).epsilon(1e-30), 2).step(theta, new float[] {3, -1e-3f});
    assertThat(theta).containsExactly(new float[] {0, 0}, within(1e-6f));
  }

  @Test
  void theLearningRateScalesTheStepsAndNothingElse() {
    float[] one = {0};
    float[] two = {0};
    Stepper slow = Stepper.of(AdaDelta.of(1), 1);
    Stepper fast = Stepper.of(AdaDelta.of(2), 1);
    for (int t = 0; t < 10; t++) {
      slow.step(one, new float[] {t - 3});
      fast.step(two, new float[] {t - 3});
    }
    assertThat(two[0]).isEqualTo(2 * one[0]);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> AdaDelta.of(1).decay(1))
        .hasMessage("decay must be in [0, 1), was 1.0");
  }
}
