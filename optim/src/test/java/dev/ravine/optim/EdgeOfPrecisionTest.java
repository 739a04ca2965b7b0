package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.Demand;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Finite gradients between the least and the greatest numbers of single precision.
class EdgeOfPrecisionTest {

  static List<String> rules() {
    return Catalogue.rules().stream().map(Catalogue.Entry::name).toList();
  }

  /// After a gradient of any size parameters are numbers: a rule does what the exact one does, or
  /// rests.
  @ParameterizedTest
  @MethodSource("rules")
  void finiteGradientsGiveFiniteParameters(String name) {
    for (float size :
        new float[] {1.4e-45f, 1e-38f, 1e-23f, 1e-19f, 1e-10f, 1e10f, 1e19f, 1e22f, 1e37f}) {
      for (int second = 0; second < 2; second++) {
        Stepper stepper =
            Optimizer.of(Catalogue.find(name).defaults())
                .begin(
                    ParameterLayout.flat(2),
                    new ThreadTeam(1),
                    Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
        float[] theta = {1, -2};
        for (int k = 0; k < 12; k++) {
          float sign = second == 0 || k % 2 == 0 ? 1 : -1;
          stepper.stepConsuming(
              theta,
              new float[] {sign * size, -size},
              (at, gradient) -> {
                gradient[0] = size;
                gradient[1] = -size;
              });
          for (float x : theta) {
            assertThat(Float.isNaN(x)).as("%s with %s at step %d", name, size, k + 1).isFalse();
          }
        }
      }
    }
  }

  /// θ − 0.1 · ‖θ‖ · d / ‖d‖, exactly.
  @Test
  void aTinyDirectionIsMadeAsLongAsTheTensor() {
    for (float size : new float[] {1e-36f, 9.8e-45f, 1e-10f, 1, 1e30f}) {
      float[] theta = {1000, -1000};
      Stepper stepper = Optimizer.parse("sgd(0.1) | trustRatio").begin(2);
      stepper.step(theta, new float[] {size, size});
      assertThat(theta[0]).isCloseTo(900, within(1e-3f));
      assertThat(theta[1]).isCloseTo(-1100, within(1e-3f));
    }
  }

  @Test
  void aHugeGradientIsClippedToItsNorm() {
    for (String recipe : List.of("clipNorm(1) | sgd(1)", "clipGlobalNorm(1) | sgd(1)")) {
      float[] theta = {0, 0};
      Optimizer.parse(recipe).begin(2).step(theta, new float[] {3e38f, -3e38f});
      assertThat(theta[0]).isCloseTo(-0.70710677f, within(1e-6f));
      assertThat(theta[1]).isCloseTo(0.70710677f, within(1e-6f));
    }
  }

  @Test
  void aMemoryThatOverflowedIsNamed() {
    Stepper stepper = Optimizer.parse("adam").begin(1);
    float[] theta = {1};
    assertThat(stepper.overflow()).isEmpty();
    stepper.step(theta, new float[] {1e22f});
    assertThat(stepper.overflow())
        .contains("slot v of adam overflowed, so its parameters can't move any more");
  }
}
