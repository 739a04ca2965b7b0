package dev.ravine.optim.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.Demand;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No transformation allocates in a step.
class AllocationTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.empty().and("w", ParameterRole.WEIGHT, 340).and("b", ParameterRole.BIAS, 10);
  private static final int ATTEMPTS = 1000;
  private static final int STEPS = 100;
  private static final long FEW = 64;

  static Stream<String> transforms() {
    return Catalogue.transforms().stream().map(entry -> entry.defaults().text());
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aStepAllocatesNothing(String transform) {
    Stepper stepper =
        recipe(transform)
            .begin(
                LAYOUT,
                new ThreadTeam(1),
                Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    float[] theta = new float[LAYOUT.size()];
    float[] gradient = new float[LAYOUT.size()];
    Random random = new Random(1);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = random.nextFloat() - 0.5f;
    }
    Runnable step =
        () ->
            stepper.stepConsuming(
                theta, gradient, (at, out) -> System.arraycopy(gradient, 0, out, 0, out.length));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Until the compiler is done.
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least / STEPS >= FEW; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < STEPS; k++) {
        step.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Asking for the count, and the source of gradients, may allocate a little in each step.
    assertThat(least / STEPS).as("bytes per step of %s", transform).isLessThan(FEW);
  }

  /// A stage stands before the rule or behind it.
  private static Optimizer recipe(String transform) {
    try {
      return Optimizer.parse(transform + " | sgd(0.01)");
    } catch (IllegalArgumentException behind) {
      return Optimizer.parse("sgd(0.01) | " + transform);
    }
  }
}
