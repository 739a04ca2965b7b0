package dev.ravine.optim.descent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.linesearch.StrongWolfe;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;
import org.junit.jupiter.api.Test;

/// Pairs of gradients in single precision have no more digits, so keeping them in single precision
/// must change steps by as little.
class PairPrecisionTest {

  /// More than two blocks, the last of them not whole.
  private static final int SIZE = 40_001;

  private static final StoppingRules ENDLESS = StoppingRules.USUAL.gradientTolerance(0);

  /// ½ Σ wᵢ (xᵢ − 1)² with weights between 1 and 100, and gradients as accurate as is said.
  private record Bowl(double resolution) implements Objective {

    @Override
    public int dimension() {
      return SIZE;
    }

    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        gradient[i] = (1 + i % 100) * (x[i] - 1);
        sum += gradient[i] * (x[i] - 1) / 2;
      }
      return sum;
    }
  }

  private static Minimization begun(Lbfgs lbfgs, double resolution, ThreadTeam team) {
    return lbfgs.begin(new Bowl(resolution), new double[SIZE], ENDLESS, team);
  }

  private static double[] after(int steps, Minimization minimization) {
    for (int i = 0; i < steps; i++) {
      minimization.step();
    }
    return minimization.minimum().point();
  }

  private static double[] after(int steps, Lbfgs lbfgs, double resolution, int threads) {
    try (ThreadTeam team = new ThreadTeam(threads)) {
      return after(steps, begun(lbfgs, resolution, team));
    }
  }

  private static double largestDifference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void pairsInSinglePrecisionChangeStepsByTheirRounding() {
    for (int memory : new int[] {2, 3, 8}) {
      Lbfgs lbfgs = new Lbfgs(memory, 0, StrongWolfe.loose());
      double[] exact = after(6, lbfgs, Math.ulp(1.0), 1);
      double[] rounded = after(6, lbfgs, Math.ulp(1f), 1);
      assertThat(largestDifference(exact, rounded)).as("memory %d", memory).isBetween(1e-12, 1e-6);
    }
  }

  @Test
  void threadsChangeNoBit() {
    double[] alone = after(6, Lbfgs.of(), Math.ulp(1f), 1);
    assertThat(after(6, Lbfgs.of(), Math.ulp(1f), 3)).containsExactly(alone);
  }

  @Test
  void whatIsResumedGoesOnWithTheSameBits() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Minimization minimization = begun(Lbfgs.of(), Math.ulp(1f), team);
      after(4, minimization);
      MinimizationState state = minimization.state();
      Minimization resumed = Lbfgs.of().resume(new Bowl(Math.ulp(1f)), state, ENDLESS, team);
      assertThat(after(4, resumed)).containsExactly(after(4, minimization));
    }
  }

  @Test
  void dampedPairsKeepAllDigits() {
    Lbfgs damped = new Lbfgs(5, 0.2, StrongWolfe.loose());
    double[] exact = after(6, damped, Math.ulp(1.0), 1);
    assertThat(after(6, damped, Math.ulp(1f), 1)).containsExactly(exact);
  }
}
