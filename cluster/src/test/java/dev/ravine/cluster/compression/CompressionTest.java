package dev.ravine.cluster.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {

  /// Values that PyTorch 1.13's `tensor.bfloat16()` gives.
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.00390625, 1",
    "1.01171875, 1.015625",
    "1.0039064, 1.0078125",
    "-3.14159265, -3.140625",
    "65504, 65536",
    "1e-40, 9.18355e-41",
    "3.4e38, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN"
  })
  void bfloat16RoundsToTheNearestEven(float number, Float rounded) {
    float[] vector = {number};
    NumberFormat.BFLOAT16.round(vector);
    assertThat(vector[0]).isEqualTo(rounded);
  }

  @Test
  void theLargestAreKept() {
    RandomStream random = Seed.of(1).stream("vectors");
    for (int run = 0; run < 200; run++) {
      float[] vector = new float[1 + random.nextInt(300)];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = run % 2 == 0 ? (float) random.nextGaussian() : random.nextInt(7) - 3;
      }
      int count = 1 + random.nextInt(vector.length);
      float[] expected = new float[vector.length];
      IntStream.range(0, vector.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -Math.abs(vector[i])))
          .limit(count)
          .forEach(i -> expected[i] = vector[i]);
      float[] kept = vector.clone();
      Largest.keep(kept, count);
      assertThat(kept).usingComparatorWithPrecision(0f).containsExactly(expected);
    }
  }

  /// What is left out arrives later: all that arrived and what is left are all that was pushed.
  @ParameterizedTest
  @CsvSource({"FLOAT32, 0.05", "BFLOAT16, 1", "BFLOAT16, 0.1"})
  void nothingGetsLost(NumberFormat format, double keep) {
    Compression compression = new Compression(format, keep);
    RandomStream random = Seed.of(2).stream("vectors");
    int n = 1000;
    double[] pushed = new double[n];
    double[] arrived = new double[n];
    float[] residual = compression.residual(n);
    for (int push = 0; push < 50; push++) {
      float[] vector = new float[n];
      for (int i = 0; i < n; i++) {
        vector[i] = (float) random.nextGaussian();
        pushed[i] += vector[i];
      }
      compression.push(vector, residual);
      long sent = IntStream.range(0, n).filter(i -> vector[i] != 0).count();
      assertThat(sent).isEqualTo(Math.round(keep * n));
      for (int i = 0; i < n; i++) {
        arrived[i] += vector[i];
      }
    }
    for (int i = 0; i < n; i++) {
      assertThat(arrived[i] + residual[i]).isCloseTo(pushed[i], within(1e-4));
    }
  }

  @Test
  void bytesAreCounted() {
    assertThat(Compression.NONE.bytesOfPush(1000)).isEqualTo(4000);
    Compression half = new Compression(NumberFormat.BFLOAT16, 1);
    assertThat(half.bytesOfPush(1000)).isEqualTo(2000);
    assertThat(half.bytesOfFetch(1000)).isEqualTo(2000);
    Compression sparse = new Compression(NumberFormat.FLOAT32, 0.01);
    assertThat(sparse.bytesOfPush(1000)).as("10 numbers with their indices").isEqualTo(80);
    assertThat(sparse.bytesOfFetch(1000)).isEqualTo(4000);
    assertThat(Compression.NONE.residual(1000)).isEmpty();
  }

  @Test
  void aShareOutsideOfItsRangeIsRefused() {
    for (double keep : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> new Compression(NumberFormat.FLOAT32, keep))
          .hasMessage("send must be in (0, 1], was " + keep);
    }
  }
}
