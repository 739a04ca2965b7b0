package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Stepper;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.testkit.RuleContract;
import org.junit.jupiter.api.Test;

class PowerSignTest implements RuleContract {

  @Override
  public UpdateRule rule() {
    return PowerSign.of(0.05);
  }

  @Test
  void whatAgreesGoesFurther() {
    float[] theta = {0};
    var stepper = Stepper.of(rule(), 1);
    stepper.step(theta, new float[] {1});
    assertThat(theta[0]).isEqualTo((float) (-0.05 * StrictMath.E));
    float before = theta[0];
    stepper.step(theta, new float[] {-0.1f});
    assertThat(theta[0] - before).isCloseTo((float) (0.05 * 0.1 / StrictMath.E), within(1e-7f));
  }

  @Test
  void theCatalogueHasIt() {
    assertThat(Catalogue.find("powersign").defaults()).isInstanceOf(PowerSign.class);
  }
}
