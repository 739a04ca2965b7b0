package dev.ravine.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import java.util.List;
import org.junit.jupiter.api.Test;

/// x σ(x) and its derivative σ(x) (1 + x (1 − σ(x))), computed with 50 decimal digits.
class SiluTest {

  private static final double[] X = {-30, -5, -1, -0.25, 0, 0.5, 1, 3, 20};
  private static final double[] VALUES = {
    -2.8072868906517896e-12,
    -0.03346425462142428,
    -0.2689414213699951,
    -0.10945587477855047,
    0,
    0.3112296656009273,
    0.7310585786300049,
    2.8577223804672998,
    19.99999995877693
  };
  private static final double[] DERIVATIVES = {
    -2.713710660963134e-12,
    -0.02654743242966592,
    0.07232948812851327,
    0.37628997842980233,
    0.5,
    0.7399611873026518,
    0.9276705118714867,
    1.0881041060151697,
    1.0000000391619186
  };

  @Test
  void agreesWithExactValuesAndDerivatives() {
    Graph graph = new Graph();
    Node x = graph.parameter(1, X.length);
    Node y = x.silu();
    List<Node> gradient = Gradient.of(y.sum(), List.of(x));
    try (ThreadTeam team = new ThreadTeam(1)) {
      Plan<double[]> exact = Plan.doubles(List.of(y), gradient, team);
      Plan<float[]> single = Plan.floats(List.of(y), gradient, team);
      double[] derivatives = new double[X.length];
      float[] singleDerivatives = new float[X.length];
      float[] at = new float[X.length];
      for (int i = 0; i < X.length; i++) {
        at[i] = (float) X[i];
      }
      exact.run(X, derivatives);
      single.run(at, singleDerivatives);
      for (int i = 0; i < X.length; i++) {
        double size = Math.max(Math.abs(VALUES[i]), 1e-3);
        assertThat(exact.value(y)[i]).isCloseTo(VALUES[i], within(1e-15 * size));
        assertThat(derivatives[i]).isCloseTo(DERIVATIVES[i], within(1e-14));
        assertThat((double) single.value(y)[i]).isCloseTo(VALUES[i], within(4e-7 * size));
        assertThat((double) singleDerivatives[i]).isCloseTo(DERIVATIVES[i], within(4e-7));
      }
    }
  }
}
