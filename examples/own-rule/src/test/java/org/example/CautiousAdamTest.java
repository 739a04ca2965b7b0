package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.testkit.RuleContract;
import org.junit.jupiter.api.Test;

class CautiousAdamTest implements RuleContract {

  @Override
  public UpdateRule rule() {
    return CautiousAdam.of(0.05);
  }

  /// In the second step the gradient turns round in one of two coordinates.
  @Test
  void whatDisagreesStays() {
    float[] theta = {0, 0};
    var stepper = Stepper.of(rule(), 2);
    stepper.step(theta, new float[] {1, 1});
    assertThat(theta[0]).isCloseTo(-0.05f * 2 / 3, within(1e-6f));
    float[] before = theta.clone();
    stepper.step(theta, new float[] {1, -0.1f});
    assertThat(theta[1]).isEqualTo(before[1]);
    assertThat(theta[0] - before[0]).isCloseTo(-0.05f * 2 / 2, within(1e-6f));
  }
}
