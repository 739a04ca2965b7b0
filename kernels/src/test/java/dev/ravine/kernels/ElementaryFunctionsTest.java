package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.kernels.function.ElementaryFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Accuracy against [StrictMath], special values, and vector against plain bit for bit.
class ElementaryFunctionsTest {

  private static final FloatKernels FLOATS = new FloatKernels(KernelChoice.VECTOR);
  private static final FloatKernels PLAIN_FLOATS = new FloatKernels(KernelChoice.PLAIN);
  private static final DoubleKernels DOUBLES = new DoubleKernels(KernelChoice.VECTOR);
  private static final DoubleKernels PLAIN_DOUBLES = new DoubleKernels(KernelChoice.PLAIN);

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1,
    -1,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    88.72f,
    88.73f,
    -87.33f,
    -103.97f,
    -104f,
    20f,
    709.78f,
    -745.2f
  };

  private static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
  }

  @Test
  void exponential() {
    checkFloats(ElementaryFunction.EXP, StrictMath::exp, 1.0, uniform(-87, 88.7));
    checkDoubles(ElementaryFunction.EXP, StrictMath::exp, 1.0, uniform(-700, 709));
  }

  @Test
  void logarithm() {
    DoubleUnaryOperator anyMagnitude = u -> StrictMath.exp(170 * u - 85);
    checkFloats(ElementaryFunction.LOG, StrictMath::log, 1.0, anyMagnitude);
    checkFloats(ElementaryFunction.LOG, StrictMath::log, 1.0, uniform(0.5, 2));
    checkDoubles(ElementaryFunction.LOG, StrictMath::log, 1.0, u -> StrictMath.exp(1400 * u - 700));
    checkDoubles(ElementaryFunction.LOG, StrictMath::log, 1.0, uniform(0.5, 2));
  }

  @Test
  void hyperbolicTangent() {
    checkFloats(ElementaryFunction.TANH, StrictMath::tanh, 3, uniform(-12, 12));
    checkFloats(ElementaryFunction.TANH, StrictMath::tanh, 3, uniform(-1e-3, 1e-3));
    checkDoubles(ElementaryFunction.TANH, StrictMath::tanh, 3, uniform(-25, 25));
    checkDoubles(ElementaryFunction.TANH, StrictMath::tanh, 3, uniform(-1e-3, 1e-3));
  }

  @Test
  void logisticFunction() {
    checkFloats(ElementaryFunction.SIGMOID, ElementaryFunctionsTest::sigmoid, 3, uniform(-80, 80));
    checkDoubles(
        ElementaryFunction.SIGMOID, ElementaryFunctionsTest::sigmoid, 3, uniform(-600, 600));
  }

  @Test
  void softRectifier() {
    DoubleUnaryOperator truth =
        x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    checkFloats(ElementaryFunction.SOFTPLUS, truth, 3, uniform(-80, 80));
    checkFloats(ElementaryFunction.SOFTPLUS, truth, 3, uniform(-2, 2));
    checkDoubles(ElementaryFunction.SOFTPLUS, truth, 3, uniform(-600, 600));
    checkDoubles(ElementaryFunction.SOFTPLUS, truth, 3, uniform(-2, 2));
  }

  private static double erf(double x) {
    double[] result = new double[1];
    DOUBLES.apply(ElementaryFunction.ERF, new double[] {x}, result, 0, 1);
    return result[0];
  }

  @Test
  void errorFunction() throws IOException {
    List<String> golden =
        Files.readAllLines(Path.of("..", "oracle", "golden", "functions", "erf.csv"));
    assertThat(golden).hasSize(1402);
    for (String line : golden.subList(1, golden.size())) {
      double x = Double.parseDouble(line.split(",", -1)[0]);
      double exact = Double.parseDouble(line.split(",", -1)[1]);
      double error = StrictMath.abs(erf(x) - exact) / StrictMath.ulp(exact);
      assertThat(error).as("error in ulp at %s", x).isLessThanOrEqualTo(3);
    }
    for (double range : new double[] {7, 2, 1e-3}) {
      checkFloats(ElementaryFunction.ERF, ElementaryFunctionsTest::erf, 3, uniform(-range, range));
      checkDoubles(ElementaryFunction.ERF, ElementaryFunctionsTest::erf, 3, uniform(-range, range));
    }
  }

  @Test
  void specialValues() {
    assertThat(PLAIN_FLOATS.getClass()).isEqualTo(FloatKernels.class);
    float inf = Float.POSITIVE_INFINITY;
    float[] x = {0, -inf, inf, Float.NaN, -1};
    float[] out = new float[5];
    FLOATS.apply(ElementaryFunction.EXP, x, out, 0, 5);
    assertThat(out).startsWith(1, 0, inf, Float.NaN);
    FLOATS.apply(ElementaryFunction.LOG, x, out, 0, 5);
    assertThat(out).containsExactly(-inf, Float.NaN, inf, Float.NaN, Float.NaN);
    FLOATS.apply(ElementaryFunction.TANH, x, out, 0, 5);
    assertThat(out).startsWith(0, -1, 1, Float.NaN);
    FLOATS.apply(ElementaryFunction.SIGMOID, x, out, 0, 5);
    assertThat(out).startsWith(0.5f, 0, 1, Float.NaN);
    FLOATS.apply(ElementaryFunction.SOFTPLUS, x, out, 0, 5);
    assertThat(out).startsWith((float) StrictMath.log(2), 0, inf, Float.NaN);
    FLOATS.apply(ElementaryFunction.ERF, x, out, 0, 5);
    assertThat(out).startsWith(0, -1, 1, Float.NaN);
  }

  @Test
  void theGateOpensWhereItsSecondOperandIsPositive() {
    for (FloatKernels kernels : new FloatKernels[] {FLOATS, PLAIN_FLOATS}) {
      int n = 37;
      float[] g = new float[n];
      float[] x = new float[n];
      float[] out = new float[n];
      for (int i = 0; i < n; i++) {
        g[i] = i - 20;
        x[i] = i % 4 == 0 ? Float.NaN : i % 4 - 2;
      }
      kernels.leakyReluGradient(g, x, 0.25, out, 0, n);
      for (int i = 0; i < n; i++) {
        assertThat(out[i]).isEqualTo(i % 4 == 3 ? g[i] : 0.25f * g[i]);
      }
    }
  }

  @Test
  void subnormalNumbersHaveTheirLogarithm() {
    float[] x = {Float.MIN_VALUE, 1e-40f};
    float[] out = new float[2];
    FLOATS.apply(ElementaryFunction.LOG, x, out, 0, 2);
    assertThat(out)
        .containsExactly((float) StrictMath.log(Float.MIN_VALUE), (float) StrictMath.log(1e-40f));
  }

  private static DoubleUnaryOperator uniform(double from, double to) {
    return u -> from + (to - from) * u;
  }

  private static void checkFloats(
      ElementaryFunction function, DoubleUnaryOperator truth, double ulps, DoubleUnaryOperator at) {
    Random random = new Random(11);
    int n = 100_003;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i < SPECIAL.length ? SPECIAL[i] : (float) at.applyAsDouble(random.nextDouble());
    }
    float[] vector = new float[n];
    float[] plain = new float[n];
    FLOATS.apply(function, x, vector, 0, n);
    PLAIN_FLOATS.apply(function, x, plain, 0, n);
    assertThat(Arrays.equals(vector, plain)).as("vector and plain have the same bits").isTrue();
    double worst = 0;
    double where = 0;
    for (int i = SPECIAL.length; i < n; i++) {
      double exact = truth.applyAsDouble(x[i]);
      double error = StrictMath.abs(vector[i] - exact) / StrictMath.ulp((float) exact);
      if (!(error <= worst)) {
        worst = error;
        where = x[i];
      }
    }
    assertThat(worst).as("error in ulp at %s", where).isLessThanOrEqualTo(ulps);
  }

  private static void checkDoubles(
      ElementaryFunction function, DoubleUnaryOperator truth, double ulps, DoubleUnaryOperator at) {
    Random random = new Random(12);
    int n = 100_003;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i < SPECIAL.length ? SPECIAL[i] : at.applyAsDouble(random.nextDouble());
    }
    double[] vector = new double[n];
    double[] plain = new double[n];
    DOUBLES.apply(function, x, vector, 0, n);
    PLAIN_DOUBLES.apply(function, x, plain, 0, n);
    assertThat(Arrays.equals(vector, plain)).as("vector and plain have the same bits").isTrue();
    double worst = 0;
    double where = 0;
    for (int i = SPECIAL.length; i < n; i++) {
      double exact = truth.applyAsDouble(x[i]);
      double error = StrictMath.abs(vector[i] - exact) / StrictMath.ulp(exact);
      if (!(error <= worst)) {
        worst = error;
        where = x[i];
      }
    }
    assertThat(worst).as("error in ulp at %s", where).isLessThanOrEqualTo(ulps);
  }
}
