package dev.ravine.optim.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StoppingRules;
import org.junit.jupiter.api.Test;

class DeepQuadraticTest {

  private static final DeepQuadratic PROBLEM = new DeepQuadratic();

  @Test
  void theMinimumIsThatAtTheMeanOfTheExamples() {
    assertThat(PROBLEM.objective().check(PROBLEM.start()).isRight()).isTrue();
    Minimum minimum =
        Lbfgs.of()
            .minimize(
                PROBLEM.objective(), PROBLEM.start(), StoppingRules.USUAL.gradientTolerance(1e-9));
    double known = PROBLEM.minima().getFirst();
    assertThat(minimum.value()).isCloseTo(known, within(1e-9 * known));
    // The noise is half of 0.36 times the trace, for each part.
    assertThat(known / 7).isBetween(0.18 * 300, 0.18 * 690);
  }

  /// Products are differences of gradients; their sizes show the two ranges of eigenvalues.
  @Test
  void theSpectrumIsThatOfADeepNetwork() {
    GaussNewtonSum sum = (GaussNewtonSum) PROBLEM.objective();
    double[] start = PROBLEM.start();
    double[] there = start.clone();
    double[] before = new double[100];
    double[] after = new double[100];
    double[] product = new double[100];
    double trace = 0;
    sum.gradient(3, start, before);
    for (int i = 0; i < 100; i++) {
      double[] unit = new double[100];
      unit[i] = 1;
      there[i] += 1;
      sum.gradient(3, there, after);
      there[i] -= 1;
      sum.gaussNewtonTimes(3, start, unit, product);
      for (int j = 0; j < 100; j++) {
        assertThat(after[j] - before[j]).isCloseTo(product[j], within(1e-10));
      }
      trace += product[i];
    }
    assertThat(trace).isBetween(300.0, 690.0);
    double[] v = start.clone();
    double largest = 0;
    for (int k = 0; k < 200; k++) {
      sum.gaussNewtonTimes(0, start, v, product);
      largest = 0;
      for (double p : product) {
        largest += p * p;
      }
      largest = Math.sqrt(largest);
      for (int i = 0; i < 100; i++) {
        v[i] = product[i] / largest;
      }
    }
    assertThat(largest).isBetween(45.0, 60.0);
  }
}
