package dev.ravine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void equalSeedsAndNamesGiveEqualNumbers() {
    RandomStream a = new Seed(7).stream("init");
    RandomStream b = new Seed(7).stream("init");
    for (int i = 0; i < 100; i++) {
      assertThat(a.nextLong()).isEqualTo(b.nextLong());
    }
  }

  @Test
  void otherSeedsAndOtherNamesGiveOtherNumbers() {
    long word = new Seed(7).stream("init").nextLong();
    assertThat(new Seed(8).stream("init").nextLong()).isNotEqualTo(word);
    assertThat(new Seed(7).stream("inis").nextLong()).isNotEqualTo(word);
  }

  @Test
  void goesOnFromAnyPosition() {
    RandomStream stream = new Seed(3).stream("x");
    stream.nextLong();
    double gaussian = stream.nextGaussian();
    long word = stream.nextLong();
    assertThat(stream.position()).isEqualTo(4);

    RandomStream resumed = new Seed(3).stream("x");
    resumed.position(1);
    assertThat(resumed.nextGaussian()).isEqualTo(gaussian);
    assertThat(resumed.nextLong()).isEqualTo(word);
    resumed.position(1);
    assertThat(resumed.nextGaussian()).isEqualTo(gaussian);
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    RandomStream stream = new Seed(1).stream("gaussian");
    int n = 200_000;
    double[] moments = new double[4];
    for (int i = 0; i < n; i++) {
      double x = stream.nextGaussian();
      for (int k = 0; k < 4; k++) {
        moments[k] += StrictMath.pow(x, k + 1) / n;
      }
    }
    // Five standard errors of each: sqrt(Var(x^k) / n), with variances 1, 2, 15 and 96.
    assertThat(moments[0]).isCloseTo(0, within(5 * StrictMath.sqrt(1.0 / n)));
    assertThat(moments[1]).isCloseTo(1, within(5 * StrictMath.sqrt(2.0 / n)));
    assertThat(moments[2]).isCloseTo(0, within(5 * StrictMath.sqrt(15.0 / n)));
    assertThat(moments[3]).isCloseTo(3, within(5 * StrictMath.sqrt(96.0 / n)));
  }

  @Test
  void integersAreUniform() {
    RandomStream stream = new Seed(2).stream("integers");
    int[] counts = new int[7];
    int n = 70_000;
    for (int i = 0; i < n; i++) {
      counts[stream.nextInt(7)]++;
    }
    double chiSquare = IntStream.of(counts).mapToDouble(c -> (c - 1e4) * (c - 1e4) / 1e4).sum();
    assertThat(chiSquare).as("6 degrees of freedom, 99.99 %% quantile").isLessThan(27.9);
  }

  @Test
  void permutationsHoldEachNumberOnceAndEachOrderIsEquallyLikely() {
    RandomStream stream = new Seed(4).stream("shuffle");
    int[] counts = new int[27];
    for (int i = 0; i < 60_000; i++) {
      int[] order = stream.permutation(3);
      assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
      counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    double chiSquare =
        IntStream.of(counts).filter(c -> c > 0).mapToDouble(c -> (c - 1e4) * (c - 1e4) / 1e4).sum();
    assertThat(IntStream.of(counts).filter(c -> c > 0)).hasSize(6);
    assertThat(chiSquare).as("5 degrees of freedom, 99.99 %% quantile").isLessThan(25.8);
  }

  @Test
  void wrongArgumentsAreNamed() {
    RandomStream stream = new Seed(1).stream("x");
    assertThatThrownBy(() -> stream.nextInt(0)).hasMessage("bound must be 1 or more, was 0");
    assertThatThrownBy(() -> stream.position(-1)).hasMessage("position must be 0 or more, was -1");
  }
}
