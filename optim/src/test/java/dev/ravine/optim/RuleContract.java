package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ravine.kernels.ThreadTeam;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every update rule must keep. A rule's test implements this and says which rule.
public interface RuleContract {

  /// The rule under test, with defaults that move θ.
  UpdateRule rule();

  int SIZE = 5000;

  private static float[] random(long seed, int size) {
    Random random = new Random(seed);
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static void steps(Stepper stepper, float[] theta, int from, int to) {
    for (int t = from; t < to; t++) {
      stepper.step(theta, random(t, theta.length));
    }
  }

  @Test
  default void goesOnFromASavedStateWithTheSameBits() {
    float[] whole = random(-1, SIZE);
    Stepper uninterrupted = rule().begin(SIZE);
    steps(uninterrupted, whole, 0, 12);
    for (int k : new int[] {0, 1, 7}) {
      float[] theta = random(-1, SIZE);
      Stepper first = rule().begin(SIZE);
      steps(first, theta, 0, k);
      Stepper second = rule().begin(SIZE);
      second.restore(first.state());
      steps(second, theta, k, 12);
      assertThat(theta).as("interrupted at %d", k).containsExactly(whole);
      assertThat(second.steps()).isEqualTo(12);
    }
  }

  @Test
  default void steppersShareNothing() {
    UpdateRule rule = rule();
    float[] expected = random(-1, 10);
    steps(rule.begin(10), expected, 0, 5);
    Stepper one = rule.begin(10);
    Stepper other = rule.begin(10);
    float[] theta = random(-1, 10);
    float[] distraction = random(-2, 10);
    for (int t = 0; t < 5; t++) {
      steps(one, theta, t, t + 1);
      steps(other, distraction, t + 50, t + 51);
    }
    assertThat(theta).containsExactly(expected);
  }

  @Test
  default void threadsChangeNoBit() {
    float[] alone = random(-1, SIZE);
    steps(rule().begin(SIZE), alone, 0, 5);
    try (ThreadTeam team = new ThreadTeam(3)) {
      float[] together = random(-1, SIZE);
      steps(Optimizer.of(rule()).begin(SIZE, team), together, 0, 5);
      assertThat(together).containsExactly(alone);
    }
  }

  @Test
  default void permutingCoordinatesPermutesTheResult() {
    float[] forward = random(-1, 7);
    float[] backward = reversed(forward);
    Stepper one = rule().begin(7);
    Stepper other = rule().begin(7);
    for (int t = 0; t < 5; t++) {
      float[] gradient = random(t, 7);
      one.step(forward, gradient);
      other.step(backward, reversed(gradient));
    }
    assertThat(reversed(backward)).containsExactly(forward);
  }

  private static float[] reversed(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[x.length - 1 - i];
    }
    return y;
  }

  @Test
  default void leavesTheGradientAsItWasUnlessItMayConsumeIt() {
    float[] theta = random(-1, SIZE);
    float[] consumedTheta = theta.clone();
    float[] gradient = random(1, SIZE);
    rule().begin(SIZE).step(theta, gradient);
    assertThat(gradient).containsExactly(random(1, SIZE));
    rule().begin(SIZE).stepConsuming(consumedTheta, gradient);
    assertThat(consumedTheta).containsExactly(theta).isNotEqualTo(random(-1, SIZE));
  }

  @Test
  default void notANumberStaysInItsCoordinate() {
    float[] theta = random(-1, 4);
    float[] clean = theta.clone();
    float[] gradient = random(1, 4);
    rule().begin(4).step(clean, gradient.clone());
    gradient[2] = Float.NaN;
    rule().begin(4).step(theta, gradient);
    assertThat(theta[2]).isNaN();
    for (int i : new int[] {0, 1, 3}) {
      assertThat(theta[i]).isEqualTo(clean[i]);
    }
  }

  @Test
  default void aStepAllocatesNothing() {
    Stepper stepper = rule().begin(SIZE);
    float[] theta = random(-1, SIZE);
    float[] gradient = random(1, SIZE);
    for (int t = 0; t < 3000; t++) {
      stepper.step(theta, gradient);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int t = 0; t < 100; t++) {
        stepper.step(theta, gradient);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Asking for the count may itself allocate a little; a step that allocates does so 100 times.
    assertThat(least).isLessThan(100);
  }

  @Test
  default void wrongSizesAreRefused() {
    Stepper stepper = rule().begin(3);
    assertThatThrownBy(() -> stepper.step(new float[4], new float[3]))
        .hasMessage("theta must have 3 elements, had 4");
    assertThatThrownBy(() -> stepper.step(new float[3], new float[2]))
        .hasMessage("gradient must have 3 elements, had 2");
    assertThatThrownBy(() -> rule().begin(0)).hasMessage("size must be 1 or more, was 0");
    StepperState foreign = new StepperState(1, Map.of("nobody", new float[3]));
    assertThatThrownBy(() -> stepper.restore(foreign)).hasMessageContaining("[nobody]");
  }

  @Test
  default void thePrintedFormNamesEveryHyperParameter() {
    for (String name : Recipe.hyperParameters(rule())) {
      assertThat(rule().toString()).contains(name + "=");
    }
  }
}
