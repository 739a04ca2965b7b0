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

class SutskeverTest {

  @Test
  void itTrainsLikeNesterovAndEvaluatesWhereMomentumWouldBe() {
    Stepper stepper =
        Optimizer.of(Sutskever.of(0.1))
            .begin(ParameterLayout.flat(1), new ThreadTeam(1), Set.of(Demand.EVALUATION_WEIGHTS));
    float[] theta = {1};
    float[] nesterov = {1};
    float[] momentum = {1};
    float[] weights = new float[1];
    Stepper one = Stepper.of(Nesterov.of(0.1), 1);
    Stepper other = Stepper.of(Momentum.of(0.1), 1);
    for (int t = 0; t < 10; t++) {
      float[] g = {t % 3 - 0.5f};
      stepper.step(theta, g);
      one.step(nesterov, g);
      other.step(momentum, g);
      stepper.evaluationWeights(theta, weights);
      assertThat(theta).containsExactly(nesterov);
      assertThat(weights).containsExactly(momentum, within(1e-5f));
    }
  }

  @Test
  void whoDoesNotEvaluateWithItsWeightsIsRefused() {
    assertThatThrownBy(() -> Stepper.of(Sutskever.of(0.1), 1))
        .hasMessageEndingWith(
            "demands evaluation with weights of its own (Demand.EVALUATION_WEIGHTS), which is not supplied here");
  }
}
