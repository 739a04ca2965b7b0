package dev.ravine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// What every update rule must keep. A rule's test implements this and says which rule.
public interface RuleContract {

  /// The rule under test, with defaults that move θ.
  ///
  /// @return the same in every call
  UpdateRule rule();

  /// Elements of the parameter vector: more blocks of the engine than threads.
  int SIZE = 70_003;

  private Stepper begin(int size) {
    return begin(size, new ThreadTeam(1));
  }

  private Stepper begin(int size, ThreadTeam team) {
    return begin(Optimizer.of(rule()), size, team);
  }

  private static Stepper begin(Optimizer recipe, int size, ThreadTeam team) {
    return recipe.begin(
        ParameterLayout.flat(size),
        team,
        Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
  }

  /// Whether coordinates go their own ways.
  private boolean isElementWise() {
    return rule().before().isEmpty()
        && rule().after().isEmpty()
        && rule().needs() != Reduction.WHOLE_TENSORS;
  }

  private static float[] random(long seed, int size) {
    Random random = new Random(seed);
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /// Leaves gradients alone and remembers who worked on them.
  ///
  /// @param threads who did
  record ThreadsSeen(Set<Thread> threads) implements OnGradient {

    @Override
    public void update(Step step, Block block) {
      threads.add(Thread.currentThread());
    }
  }

  private static void steps(Stepper stepper, float[] theta, int from, int to) {
    for (int t = from; t < to; t++) {
      stepper.step(theta, random(t, theta.length));
    }
  }

  /// A stepper restored at any step ends where one goes that was not interrupted.
  @Test
  default void goesOnFromASavedStateWithTheSameBits() {
    float[] whole = random(-1, SIZE);
    Stepper uninterrupted = begin(SIZE);
    steps(uninterrupted, whole, 0, 12);
    for (int k : new int[] {0, 1, 7}) {
      float[] theta = random(-1, SIZE);
      Stepper first = begin(SIZE);
      steps(first, theta, 0, k);
      Stepper second = begin(SIZE);
      second.restore(first.state());
      steps(second, theta, k, 12);
      assertThat(Arrays.equals(theta, whole)).as("interrupted at %d", k).isTrue();
      assertThat(second.steps()).isEqualTo(12);
    }
  }

  /// Two steppers of one rule do not disturb each other.
  @Test
  default void steppersShareNothing() {
    float[] expected = random(-1, 10);
    steps(begin(10), expected, 0, 5);
    Stepper one = begin(10);
    Stepper other = begin(10);
    float[] theta = random(-1, 10);
    float[] distraction = random(-2, 10);
    for (int t = 0; t < 5; t++) {
      steps(one, theta, t, t + 1);
      steps(other, distraction, t + 50, t + 51);
    }
    assertThat(theta).containsExactly(expected);
  }

  /// Three threads compute what one does.
  @Test
  default void threadsChangeNoBit() {
    float[] alone = random(-1, SIZE);
    steps(begin(SIZE), alone, 0, 5);
    ThreadsSeen seen = new ThreadsSeen(ConcurrentHashMap.newKeySet());
    try (ThreadTeam team = new ThreadTeam(3)) {
      float[] together = random(-1, SIZE);
      steps(begin(Optimizer.of(seen, rule()), SIZE, team), together, 0, 5);
      assertThat(Arrays.equals(together, alone)).isTrue();
    }
    assertThat(seen.threads()).as("threads that worked").hasSize(3);
  }

  /// No coordinate is treated better than another.
  @Test
  default void permutingCoordinatesPermutesTheResult() {
    float[] forward = random(-1, 7);
    float[] backward = reversed(forward);
    Stepper one = begin(7);
    Stepper other = begin(7);
    for (int t = 0; t < 5; t++) {
      float[] gradient = random(t, 7);
      one.step(forward, gradient);
      other.step(backward, reversed(gradient));
    }
    if (isElementWise()) {
      assertThat(reversed(backward)).containsExactly(forward);
    } else {
      assertThat(reversed(backward)).containsExactly(forward, within(1e-6f));
    }
  }

  private static float[] reversed(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[x.length - 1 - i];
    }
    return y;
  }

  /// The caller's gradient is his.
  @Test
  default void leavesTheGradientAsItWasUnlessItMayConsumeIt() {
    float[] theta = random(-1, SIZE);
    float[] consumedTheta = theta.clone();
    Stepper restoring = begin(SIZE);
    Stepper consuming = begin(SIZE);
    // Two steps: the first may only measure.
    for (int t = 1; t <= 2; t++) {
      float[] gradient = random(t, SIZE);
      restoring.step(theta, gradient);
      assertThat(Arrays.equals(gradient, random(t, SIZE))).isTrue();
      consuming.stepConsuming(consumedTheta, gradient);
      assertThat(Arrays.equals(consumedTheta, theta)).isTrue();
    }
    assertThat(Arrays.equals(theta, random(-1, SIZE))).isFalse();
  }

  /// What is not a number in one coordinate is not spread to others.
  @Test
  default void notANumberStaysInItsCoordinate() {
    float[] theta = random(-1, 4);
    float[] clean = theta.clone();
    float[] gradient = random(1, 4);
    begin(4).step(clean, gradient.clone());
    gradient[2] = Float.NaN;
    begin(4).step(theta, gradient);
    assertThat(theta[2]).isNaN();
    for (int i : new int[] {0, 1, 3}) {
      if (isElementWise()) {
        assertThat(theta[i]).isEqualTo(clean[i]);
      } else {
        assertThat(theta[i]).isFinite();
      }
    }
  }

  /// In the steady state there is no garbage.
  @Test
  default void aStepAllocatesNothing() {
    Stepper stepper = begin(SIZE);
    float[] theta = random(-1, SIZE);
    float[] gradient = random(1, SIZE);
    for (int t = 0; t < 1000; t++) {
      stepper.step(theta, gradient);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // A busy machine compiles late: until then, what the compiler will remove is allocated.
    for (int attempt = 0; attempt < 200 && least >= 100; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int t = 0; t < 100; t++) {
        stepper.step(theta, gradient);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Asking for the count may itself allocate a little; a step that allocates does so 100 times.
    assertThat(least).isLessThan(100);
  }

  /// People can read every hyper-parameter.
  @Test
  default void thePrintedFormNamesEveryHyperParameter() {
    for (String name : HyperParameters.names(rule())) {
      assertThat(rule().text()).contains(name + "=");
    }
  }

  /// What it prints, a recipe parses; so it is in the catalogue, under the name it prints.
  @Test
  default void whatItPrintsIsParsed() {
    Optimizer recipe = Optimizer.of(rule());
    assertThat(Optimizer.parse(recipe.toString())).isEqualTo(recipe);
  }
}
