package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.kernels.GemmShape.Activation;
import dev.ravine.kernels.GemmShape.Start;
import dev.ravine.kernels.GemmShape.Storage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every product must equal, bit for bit, the chain of fused multiply-adds that its definition
/// states, whatever the kernels, the threads, the storage and the sizes.
class GemmTest {

  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 33, 40, 100};
  private static final int[] LENGTHS = {1, 2, 5, 100, 383, 385, 800};

  @ParameterizedTest
  @EnumSource(KernelChoice.class)
  void floatsAreTheChainOfMultiplyAdds(KernelChoice choice) {
    try (ThreadTeam team = new ThreadTeam(3)) {
      for (int trial = 0; trial < 300; trial++) {
        checkFloat(new FloatKernels(choice), team, trial);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KernelChoice.class)
  void doublesAreTheChainOfMultiplyAdds(KernelChoice choice) {
    try (ThreadTeam team = new ThreadTeam(3)) {
      for (int trial = 0; trial < 200; trial++) {
        checkDouble(new DoubleKernels(choice), team, trial);
      }
    }
  }

  @Test
  void largeProductsThatArePackedAreTheSameChain() {
    Random random = new Random(5);
    GemmShape shape = GemmShape.of(300, 530, 390);
    for (Storage a : Storage.values()) {
      for (Storage b : Storage.values()) {
        compareFloat(new FloatKernels(KernelChoice.VECTOR), shape.stored(a, b), random, "large");
        compareFloat(new FloatKernels(KernelChoice.PLAIN), shape.stored(a, b), random, "large");
      }
    }
  }

  private static GemmShape randomShape(Random random) {
    return new GemmShape(
        SIZES[random.nextInt(SIZES.length)],
        SIZES[random.nextInt(SIZES.length)],
        LENGTHS[random.nextInt(LENGTHS.length)],
        pick(random, Storage.values()),
        pick(random, Storage.values()),
        pick(random, Start.values()),
        pick(random, Activation.values()));
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static void checkFloat(FloatKernels kernels, ThreadTeam team, int seed) {
    Random random = new Random(seed);
    GemmShape shape = randomShape(random);
    compareFloat(kernels, shape, random, "seed " + seed);
    compareFloat(kernels, shape, team, random, "seed " + seed + ", three threads");
  }

  private static void compareFloat(
      FloatKernels kernels, GemmShape shape, Random random, String description) {
    try (ThreadTeam alone = new ThreadTeam(1)) {
      compareFloat(kernels, shape, alone, random, description);
    }
  }

  private static void compareFloat(
      FloatKernels kernels, GemmShape shape, ThreadTeam team, Random random, String description) {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    float[] a = floats(random, m * k + 3);
    float[] b = floats(random, k * n + 5);
    float[] c = floats(random, m * n + 7);
    float[] bias = floats(random, n + 2);
    float[] expected = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum =
            switch (shape.start()) {
              case ZERO -> 0;
              case C -> c[7 + i * n + j];
              case BIAS -> bias[2 + j];
            };
        for (int p = 0; p < k; p++) {
          float x = a[3 + (shape.a() == Storage.NORMAL ? i * k + p : p * m + i)];
          float y = b[5 + (shape.b() == Storage.NORMAL ? p * n + j : j * k + p)];
          sum = Math.fma(x, y, sum);
        }
        expected[7 + i * n + j] = shape.activation() == Activation.RELU ? Math.max(sum, 0) : sum;
      }
    }
    kernels.gemm(shape, team).run(a, 3, b, 5, c, 7, bias, 2);
    assertThat(Arrays.equals(c, expected)).as("%s %s", description, shape).isTrue();
  }

  private static void checkDouble(DoubleKernels kernels, ThreadTeam team, int seed) {
    Random random = new Random(seed);
    GemmShape shape = randomShape(random);
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    double[] a = random.doubles((long) m * k, -1, 1).toArray();
    double[] b = random.doubles((long) k * n, -1, 1).toArray();
    double[] c = random.doubles((long) m * n, -1, 1).toArray();
    double[] bias = random.doubles(n, -1, 1).toArray();
    double[] expected = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum =
            switch (shape.start()) {
              case ZERO -> 0;
              case C -> c[i * n + j];
              case BIAS -> bias[j];
            };
        for (int p = 0; p < k; p++) {
          double x = a[shape.a() == Storage.NORMAL ? i * k + p : p * m + i];
          double y = b[shape.b() == Storage.NORMAL ? p * n + j : j * k + p];
          sum = Math.fma(x, y, sum);
        }
        expected[i * n + j] = shape.activation() == Activation.RELU ? Math.max(sum, 0) : sum;
      }
    }
    kernels.gemm(shape, team).run(a, 0, b, 0, c, 0, bias, 0);
    assertThat(Arrays.equals(c, expected)).as("seed %d %s", seed, shape).isTrue();
  }

  static float[] floats(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat(-1, 1);
    }
    return x;
  }

  @Test
  void notANumberIsNotHiddenByTheActivation() {
    try (ThreadTeam alone = new ThreadTeam(1)) {
      for (KernelChoice choice : KernelChoice.values()) {
        float[] c = new float[1];
        var gemm =
            new FloatKernels(choice).gemm(GemmShape.of(1, 1, 1).then(Activation.RELU), alone);
        gemm.run(new float[] {Float.NaN}, 0, new float[] {1}, 0, c, 0);
        assertThat(c[0]).isNaN();
      }
    }
  }

  @Test
  void wrongUseIsExplained() {
    assertThatThrownBy(() -> GemmShape.of(0, 1, 1))
        .hasMessage("sizes of a matrix product must be 1 or more, were m=0 n=1 k=1");
    try (ThreadTeam alone = new ThreadTeam(1)) {
      var gemm = Kernels.floats().gemm(GemmShape.of(1, 1, 1).from(Start.BIAS), alone);
      float[] x = new float[1];
      assertThatThrownBy(() -> gemm.run(x, 0, x, 0, x, 0))
          .hasMessage("a product that starts from a bias needs one");
    }
  }
}
