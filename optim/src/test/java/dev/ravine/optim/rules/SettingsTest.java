package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.RecipeParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void aSetterChangesOneHyperParameter() {
    assertThat(
            List.<Record>of(
                RmsProp.of(1).decay(0.5),
                RmsProp.of(1).epsilon(0.25),
                Lion.of(1).beta1(0.5),
                Lion.of(1).beta2(0.5),
                Momentum.of(1).momentum(0.5),
                AdamW.of(1).weightDecay(0.5)))
        .extracting(rule -> HyperParameters.print(rule))
        .containsExactly(
            "rmsprop(learningRate=1,decay=0.5,epsilon=1e-8)",
            "rmsprop(learningRate=1,decay=0.99,epsilon=0.25)",
            "lion(learningRate=1,beta1=0.5,beta2=0.99)",
            "lion(learningRate=1,beta1=0.9,beta2=0.5)",
            "momentum(learningRate=1,momentum=0.5,dampening=0)",
            "adamw(learningRate=1,beta1=0.9,beta2=0.999,epsilon=1e-8,weightDecay=0.5)");
  }

  @Test
  void aSetterTakesASchedule() {
    Schedule falling = new RecipeParser("linear(0.9,0.5,10)").schedule();
    assertThat(RmsProp.of(1).decay(falling).decay()).isEqualTo(falling);
    assertThat(AdamW.of(1).weightDecay(falling).weightDecay()).isEqualTo(falling);
  }

  @Test
  void aValueOutsideOfItsRangeIsRefused() {
    assertThatThrownBy(() -> Lion.of(1).beta1(1)).hasMessage("beta1 must be in [0, 1), was 1.0");
  }
}
