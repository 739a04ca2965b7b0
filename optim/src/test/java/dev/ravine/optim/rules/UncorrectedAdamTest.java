package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import org.junit.jupiter.api.Test;

class UncorrectedAdamTest {

  @Test
  void withoutMemoryThereIsNothingToCorrect() {
    UpdateRule rule = UncorrectedAdam.of(0.25).beta1(0).beta2(0);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(Adam.of(0.25).beta1(0).beta2(0), 1));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = UncorrectedAdam.of(0.1).epsilon(1e-30);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }

  /// What its doc says of its first steps.
  @Test
  void firstStepsJump() {
    float[] plain = {0};
    float[] jumping = {0};
    Stepper adam = Stepper.of(Adam.of(1), 1);
    Stepper uncorrected = Stepper.of(UncorrectedAdam.of(1), 1);
    double[] ratio = new double[301];
    for (int t = 1; t <= 300; t++) {
      float before = plain[0];
      float jumpBefore = jumping[0];
      adam.step(plain, new float[] {0.5f});
      uncorrected.step(jumping, new float[] {0.5f});
      ratio[t] = (jumping[0] - jumpBefore) / (plain[0] - before);
    }
    assertThat(ratio[1]).isCloseTo(0.1 / Math.sqrt(0.001), within(1e-3));
    assertThat(ratio[10]).isCloseTo(6.53, within(0.01));
    assertThat(ratio[300]).isCloseTo(1.96, within(0.01));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> UncorrectedAdam.of(0.1).beta1(1))
        .hasMessage("beta1 must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> UncorrectedAdam.of(0.1).epsilon(0))
        .hasMessage("epsilon must be positive, was 0.0");
  }
}
