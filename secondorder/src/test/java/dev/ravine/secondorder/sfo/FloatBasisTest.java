package dev.ravine.secondorder.sfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloatBasisTest {

  private static final int N = 3000;

  private final RandomStream random = new Seed(3).stream("vectors");

  private double[] vector() {
    double[] x = new double[N];
    for (int i = 0; i < N; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  private static double distance(double[] a, double[] b) {
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(square);
  }

  private static double[] lifted(FloatBasis basis, double[] coordinates) {
    double[] x = new double[N];
    basis.lift(coordinates, x);
    return x;
  }

  @Test
  void coordinatesStandForTheirVector() {
    FloatBasis basis = new FloatBasis(N, 12, new ThreadTeam(1));
    for (int k = 0; k < 10; k++) {
      double[] x = vector();
      double[] coordinates = new double[12];
      basis.add(x, coordinates);
      assertThat(basis.directions()).isEqualTo(k + 1);
      // A new direction is rounded to single precision, old ones are not rounded again.
      assertThat(distance(lifted(basis, coordinates), x)).isLessThan(1e-7 * 60);
      double[] again = new double[12];
      basis.add(x, again);
      assertThat(basis.directions()).isEqualTo(k + 1);
      assertThat(distance(again, coordinates)).isLessThan(1e-6);
    }
  }

  @Test
  void whatLiesInTheSubspaceIsMeasuredInDoublePrecision() {
    FloatBasis basis = new FloatBasis(N, 12, new ThreadTeam(1));
    for (int k = 0; k < 10; k++) {
      basis.add(vector(), new double[12]);
    }
    double[] coordinates = new double[12];
    for (int k = 0; k < 10; k++) {
      coordinates[k] = random.nextGaussian();
    }
    double[] measured = new double[12];
    basis.add(lifted(basis, coordinates), measured);
    assertThat(basis.directions()).isEqualTo(10);
    assertThat(distance(measured, coordinates)).isLessThan(1e-12);
  }

  @Test
  void aSmallerBasisKeepsWhatItWasMadeFrom() {
    FloatBasis basis = new FloatBasis(N, 12, new ThreadTeam(2));
    List<double[]> all = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      double[] coordinates = new double[12];
      basis.add(vector(), coordinates);
      all.add(coordinates);
    }
    assertThat(basis.isFull()).isTrue();
    double[] kept = lifted(basis, all.get(4));
    double[] other = lifted(basis, all.get(11));
    GramSchmidt directions = new GramSchmidt(5);
    for (int k = 0; k < 5; k++) {
      directions.add(all.get(k), 12);
    }
    Coordinates change = new Coordinates(basis.replace(directions.directions()), 12);
    change.apply(all.get(4));
    change.apply(all.get(11));
    assertThat(basis.directions()).isEqualTo(5);
    assertThat(distance(lifted(basis, all.get(4)), kept)).isLessThan(1e-5);
    // What was left out is projected: the rest is orthogonal to the subspace.
    double[] projected = lifted(basis, all.get(11));
    double product = 0;
    for (int i = 0; i < N; i++) {
      product += projected[i] * (other[i] - projected[i]);
    }
    assertThat(product).isCloseTo(0, within(1e-3));
  }
}
