package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Momentum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepperTest {

  @Test
  void decayingSlotsDoNotStaySubnormal() {
    Stepper stepper = Stepper.of(Momentum.of(1), 1);
    float[] theta = {0};
    stepper.step(theta, new float[] {1e-37f});
    boolean wasSubnormal = false;
    for (int t = 1; t < 128; t++) {
      stepper.step(theta, new float[] {0});
      float v = Math.abs(stepper.slot("velocity")[0]);
      wasSubnormal |= v > 0 && v < Float.MIN_NORMAL;
    }
    assertThat(wasSubnormal).isTrue();
    assertThat(stepper.slot("velocity")).containsExactly(0);
  }

  @Test
  void slotsAreCopiesFoundByName() {
    Stepper stepper = Stepper.of(Adam.of(1), 2);
    stepper.step(new float[2], new float[] {1, 2});
    stepper.slot("m")[0] = 77;
    assertThat(stepper.slot("m")[0]).isEqualTo((float) (1 - 0.9));
    assertThatThrownBy(() -> stepper.slot("velocity")).hasMessageContaining("has no slot velocity");
  }

  @Test
  void wrongSizesAreRefused() {
    Stepper stepper = Stepper.of(Adam.of(1), 3);
    assertThatThrownBy(() -> stepper.step(new float[4], new float[3]))
        .hasMessage("theta must have 3 elements, had 4");
    assertThatThrownBy(() -> stepper.step(new float[3], new float[2]))
        .hasMessage("gradient must have 3 elements, had 2");
    float[] both = new float[3];
    assertThatThrownBy(() -> stepper.step(both, both))
        .hasMessage("theta and gradient must be two arrays, were one");
    assertThatThrownBy(() -> Stepper.of(Adam.of(1), 0)).hasMessage("size must be 1 or more, was 0");
    StepperState foreign = new StepperState(1, Map.of("nobody", new float[3]), Map.of(), List.of());
    assertThatThrownBy(() -> stepper.restore(foreign)).hasMessageContaining("[nobody]");
  }

  @Test
  void layoutsAreWithoutGaps() {
    ParameterLayout layout =
        ParameterLayout.empty()
            .and("w", ParameterRole.WEIGHT, 3, 4)
            .and("b", ParameterRole.BIAS, 4);
    assertThat(layout.size()).isEqualTo(16);
    assertThat(layout.tensors().getLast().offset()).isEqualTo(12);
    assertThatThrownBy(() -> layout.and("w", ParameterRole.BIAS, 1))
        .hasMessage("two tensors have the name w");
    assertThatThrownBy(() -> layout.and("x", ParameterRole.BIAS, 0))
        .hasMessage("sizes of tensor x must be 1 or more, were [0]");
  }
}
