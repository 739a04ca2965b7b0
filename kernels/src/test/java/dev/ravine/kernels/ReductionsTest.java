package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class ReductionsTest {

  /// The build runs these tests with narrower vectors too.
  @Test
  void vectorsAreAsWideAsWasAskedFor() {
    Integer bits = Integer.getInteger("ravine.kernels.bits");
    assertThat(KernelChoice.VECTOR.description())
        .isEqualTo("vector, %d bits".formatted(bits == null ? widest() : bits));
  }

  private static int widest() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  private static final FloatKernels FLOATS = new FloatKernels(KernelChoice.VECTOR);
  private static final FloatKernels PLAIN_FLOATS = new FloatKernels(KernelChoice.PLAIN);
  private static final DoubleKernels DOUBLES = new DoubleKernels(KernelChoice.VECTOR);
  private static final DoubleKernels PLAIN_DOUBLES = new DoubleKernels(KernelChoice.PLAIN);

  @Test
  void dotProductsAreExactToDoubleAndTheSameBitsVectorOrPlain() {
    for (int n : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000, 10_007}) {
      Random random = new Random(n);
      float[] x = GemmTest.floats(random, n + 2);
      float[] y = GemmTest.floats(random, n + 3);
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < n; i++) {
        exact = exact.add(new BigDecimal(x[2 + i]).multiply(new BigDecimal(y[3 + i])));
      }
      double dot = FLOATS.dot(x, 2, y, 3, n);
      assertThat(dot).as("n = %d", n).isEqualTo(PLAIN_FLOATS.dot(x, 2, y, 3, n));
      assertThat(dot).isCloseTo(exact.round(MathContext.DECIMAL64).doubleValue(), within(1e-12));

      for (FloatKernels kernels : new FloatKernels[] {FLOATS, PLAIN_FLOATS}) {
        assertThat(kernels.sumOfSquares(x, 1, n)).isEqualTo(kernels.dot(x, 1, x, 1, n));
      }
      double[] u = random.doubles(n, -1, 1).toArray();
      double[] v = random.doubles(n, -1, 1).toArray();
      assertThat(DOUBLES.dot(u, 0, v, 0, n)).isEqualTo(PLAIN_DOUBLES.dot(u, 0, v, 0, n));
    }
  }

  @Test
  void fourDotProductsAtOnceHaveTheBitsOfEach() {
    for (int n : new int[] {0, 1, 7, 8, 31, 32, 41, 1000}) {
      Random random = new Random(n);
      double[][] d = new double[4][];
      float[][] f = new float[4][];
      for (int i = 0; i < 4; i++) {
        d[i] = random.doubles(n + 3, -1, 1).toArray();
        f[i] = GemmTest.floats(random, n + 3);
      }
      double[] out = new double[6];
      for (DoubleKernels kernels : new DoubleKernels[] {DOUBLES, PLAIN_DOUBLES}) {
        kernels.dots(d[0], d[1], d[2], d[3], 3, n, out, 1);
        for (int i = 0; i < 4; i++) {
          double dot = PLAIN_DOUBLES.dot(d[i % 2], 3, d[2 + i / 2], 3, n);
          assertThat(out[1 + i]).as("%d of %d", i, n).isEqualTo(dot);
        }
      }
      for (FloatKernels kernels : new FloatKernels[] {FLOATS, PLAIN_FLOATS}) {
        kernels.dots(f[0], f[1], f[2], f[3], 3, n, out, 1);
        for (int i = 0; i < 4; i++) {
          double dot = PLAIN_FLOATS.dot(f[i % 2], 3, f[2 + i / 2], 3, n);
          assertThat(out[1 + i]).as("%d of %d", i, n).isEqualTo(dot);
        }
      }
    }
  }

  @Test
  void sumsRunOverTheMiddleAxisAndRepeatUndoesThem() {
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (FloatKernels kernels : new FloatKernels[] {FLOATS, PLAIN_FLOATS}) {
      float[] sums = new float[6];
      kernels.sum(x, sums, 3, 2, 2);
      assertThat(sums).containsExactly(4, 6, 12, 14, 20, 22);
      float[] rows = new float[3];
      kernels.sum(x, rows, 3, 4, 1);
      assertThat(rows).containsExactly(10, 26, 42);
      float[] repeated = new float[12];
      kernels.broadcast(sums, repeated, 3, 2, 2);
      assertThat(repeated).containsExactly(4, 6, 4, 6, 12, 14, 12, 14, 20, 22, 20, 22);
    }
  }

  @Test
  void columnSumsHaveTheSameBitsVectorOrPlain() {
    float[] x = GemmTest.floats(new Random(1), 33 * 101);
    float[] vector = new float[101];
    float[] plain = new float[101];
    FLOATS.sum(x, vector, 1, 33, 101);
    PLAIN_FLOATS.sum(x, plain, 1, 33, 101);
    assertThat(vector).containsExactly(plain);
  }

  @Test
  void softmaxAndLogSumExpDoNotOverflow() {
    double[] x = {1000, 1001, 999, -1000, 0, 1000};
    double[] out = new double[6];
    DOUBLES.softmax(x, out, 2, 3);
    double sum = 1 + StrictMath.exp(-1) + StrictMath.exp(-2);
    assertThat(out[0]).isCloseTo(StrictMath.exp(-1) / sum, within(1e-15));
    assertThat(out[1]).isCloseTo(1 / sum, within(1e-15));
    assertThat(out).endsWith(0, 0, 1);
    double[] logs = new double[2];
    DOUBLES.logSumExp(x, out, logs, 2, 3);
    assertThat(logs[0]).isCloseTo(1001 + StrictMath.log(sum), within(1e-12));
    assertThat(logs[1]).isEqualTo(1000);
  }
}
