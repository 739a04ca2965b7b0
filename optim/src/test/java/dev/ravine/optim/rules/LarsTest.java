package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.stage.UpdateRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LarsTest {

  @Test
  void tensorsDoNotDisturbEachOther() {
    ParameterLayout two =
        ParameterLayout.empty().and("a", ParameterRole.WEIGHT, 2).and("b", ParameterRole.WEIGHT, 1);
    float[] theta = {1, 2, 3};
    float[] alone = {1, 2};
    Stepper together = Optimizer.of(Lars.of(1)).begin(two, new ThreadTeam(1), Set.of());
    Stepper first = Stepper.of(Lars.of(1), 2);
    for (int t = 1; t <= 5; t++) {
      together.step(theta, new float[] {t, -1, 100 * t});
      first.step(alone, new float[] {t, -1});
    }
    assertThat(theta[0]).isEqualTo(alone[0]);
    assertThat(theta[1]).isEqualTo(alone[1]);
  }

  @Test
  void theFirstStepIsAsLongAsTheTensorTimesTrustAndLearningRate() {
    float[] theta = {3, 4};
    Stepper.of(Lars.of(0.5).trustCoefficient(0.1).weightDecay(0), 2)
        .step(theta, new float[] {7, -2});
    assertThat(Math.hypot(theta[0] - 3, theta[1] - 4)).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void theScaleOfTheGradientsDoesNotMatter() {
    UpdateRule rule = Lars.of(0.1).weightDecay(0);
    assertThat(Laws.path(rule, 1)).isEqualTo(Laws.path(rule, 1024));
  }
}
