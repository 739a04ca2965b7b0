package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Demand;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleFreeTest {

  @Test
  void withAConstantRateTheEvaluatedWeightsAreTheMeanOfTheSteps() {
    Stepper stepper =
        Optimizer.of(ScheduleFree.of(0.1))
            .begin(ParameterLayout.flat(1), new ThreadTeam(1), Set.of(Demand.EVALUATION_WEIGHTS));
    float[] theta = {1};
    float[] weights = new float[1];
    stepper.evaluationWeights(theta, weights);
    assertThat(weights).containsExactly(1);
    double sum = 0;
    for (int t = 1; t <= 10; t++) {
      stepper.step(theta, new float[] {t % 4 - 1});
      sum += stepper.slot("z")[0];
      stepper.evaluationWeights(theta, weights);
      assertThat((double) weights[0]).isCloseTo(sum / t, within(1e-5));
    }
    assertThat(weights[0]).isNotEqualTo(theta[0]);
  }

  @Test
  void whoDoesNotEvaluateWithItsWeightsIsRefused() {
    assertThatThrownBy(() -> Stepper.of(ScheduleFree.of(0.1), 1))
        .hasMessageEndingWith(
            "demands evaluation with weights of its own (Demand.EVALUATION_WEIGHTS), which is not supplied here");
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> ScheduleFree.of(0.1).beta1(1))
        .hasMessage("beta1 must be in (0, 1), was 1.0");
  }
}
