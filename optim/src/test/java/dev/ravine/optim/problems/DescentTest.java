package dev.ravine.optim.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;
import org.junit.jupiter.api.Test;

class DescentTest {

  private static Descent walk(Surface surface, String recipe, int steps, long seed) {
    return Descent.of(surface, surface.start(), Optimizer.parse(recipe), steps, new Seed(seed));
  }

  @Test
  void gradientDescentOnTheRavineIsTheFormula() {
    Descent descent = walk(Surface.RAVINE, "sgd(0.03)", 3, 0);
    double x = -9;
    double y = 2;
    for (int i = 0; i <= 3; i++) {
      assertThat(descent.path().get(i).x()).isCloseTo(x, within(1e-5));
      assertThat(descent.path().get(i).y()).isCloseTo(y, within(1e-5));
      x -= 0.03 * x;
      y -= 0.03 * 50 * y;
    }
    assertThat(descent.path()).hasSize(4);
  }

  @Test
  void momentumGetsFurtherAlongTheRavine() {
    assertThat(walk(Surface.RAVINE, "momentum(0.01)", 100, 0).endValue())
        .isLessThan(walk(Surface.RAVINE, "sgd(0.01)", 100, 0).endValue() / 100);
  }

  @Test
  void aPathThatLeavesAllBoundsEnds() {
    Descent descent = walk(Surface.ROSENBROCK, "sgd(1)", 100, 0);
    assertThat(descent.diverged()).isTrue();
    assertThat(descent.path()).hasSizeLessThan(20);
  }

  @Test
  void noiseComesFromTheSeed() {
    Descent one = walk(Surface.NOISY_BOWL, "adam(0.1)", 50, 1);
    assertThat(walk(Surface.NOISY_BOWL, "adam(0.1)", 50, 1)).isEqualTo(one);
    assertThat(walk(Surface.NOISY_BOWL, "adam(0.1)", 50, 2)).isNotEqualTo(one);
    assertThat(walk(Surface.RAVINE, "adam(0.1)", 50, 2))
        .isEqualTo(walk(Surface.RAVINE, "adam(0.1)", 50, 1));
  }

  @Test
  void recipesWithDemandsWalkToo() {
    assertThat(walk(Surface.NOISY_BOWL, "sam(0.05) | momentum(0.01)", 200, 1).endValue())
        .isLessThan(5);
    assertThat(walk(Surface.RAVINE, "scheduleFree(0.5)", 200, 1).endValue()).isLessThan(1);
  }

  @Test
  void stepsAreChecked() {
    assertThatThrownBy(() -> walk(Surface.RAVINE, "sgd", 0, 0))
        .hasMessage("steps must be 1 or more, was 0");
  }
}
