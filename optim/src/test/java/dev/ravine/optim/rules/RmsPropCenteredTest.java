package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.Stepper;
import org.junit.jupiter.api.Test;

class RmsPropCenteredTest {

  @Test
  void underAConstantGradientStepsGrowBeyondRmsPropsOwn() {
    float[] centered = {0};
    float[] plain = {0};
    Stepper one = Stepper.of(RmsPropCentered.of(0.01).decay(0.5), 1);
    Stepper other = Stepper.of(RmsProp.of(0.01).decay(0.5), 1);
    for (int t = 0; t < 10; t++) {
      one.step(centered, new float[] {1});
      other.step(plain, new float[] {1});
    }
    assertThat(centered[0]).isLessThan(2 * plain[0]);
  }

  @Test
  void roundingDoesNotMakeItDivideByTheRootOfANegativeNumber() {
    float[] theta = {0};
    Stepper stepper = Stepper.of(RmsPropCentered.of(1e-3).decay(0.9), 1);
    for (int t = 0; t < 2000; t++) {
      stepper.step(theta, new float[] {0.1f});
    }
    assertThat(theta[0]).isFinite();
  }
}
