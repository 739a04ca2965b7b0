package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ravine.kernels.function.ElementaryFunction;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Vectors become objects where the JIT compiler gives up inlining amid a kernel.
class AllocationTest {

  private static final int N = 350;
  private static final int CALLS = 1000;

  @Test
  void sumsAllocateNothingHoweverManyOneCallerUses() {
    Random random = new Random(1);
    float[] x = GemmTest.floats(random, N);
    float[] y = GemmTest.floats(random, N);
    double[] u = random.doubles(N, -1, 1).toArray();
    double[] v = random.doubles(N, -1, 1).toArray();
    assertThat(bytesPerCall(() -> sums(Kernels.floats(), x, y))).as("float").isLessThan(8);
    assertThat(bytesPerCall(() -> sums(Kernels.doubles(), u, v))).as("double").isLessThan(8);
  }

  @Test
  void functionsAllocateNothing() {
    float[] x = GemmTest.floats(new Random(1), N);
    double[] u = new Random(1).doubles(N, -1, 1).toArray();
    functions(Kernels.floats(), x, new float[N]);
    functions(Kernels.doubles(), u, new double[N]);
  }

  private static <A> void functions(Kernels<A> kernels, A x, A out) {
    Map<String, Runnable> functions =
        Map.ofEntries(
            Map.entry("exp", () -> kernels.apply(ElementaryFunction.EXP, x, out, 0, N)),
            Map.entry("log", () -> kernels.apply(ElementaryFunction.LOG, x, out, 0, N)),
            Map.entry("tanh", () -> kernels.apply(ElementaryFunction.TANH, x, out, 0, N)),
            Map.entry("sigmoid", () -> kernels.apply(ElementaryFunction.SIGMOID, x, out, 0, N)),
            Map.entry("softplus", () -> kernels.apply(ElementaryFunction.SOFTPLUS, x, out, 0, N)),
            Map.entry("erf", () -> kernels.apply(ElementaryFunction.ERF, x, out, 0, N)),
            Map.entry("leakyReluGradient", () -> kernels.leakyReluGradient(x, x, 0.1, out, 0, N)),
            Map.entry("leakyRelu", () -> kernels.leakyRelu(x, 0.1, out, 0, N)),
            Map.entry("softmax", () -> kernels.softmax(x, out, 5, N / 5)),
            Map.entry("sum", () -> kernels.sum(x, out, 5, N / 5, 1)),
            Map.entry("column sums", () -> kernels.sum(x, out, 1, 5, N / 5)));
    // In an order that changes from run to run, because what was compiled before matters.
    functions.forEach((name, call) -> assertThat(bytesPerCall(call)).as(name).isLessThan(8));
  }

  private static <A> double sums(Kernels<A> kernels, A x, A y) {
    return kernels.sumOfSquares(x, 0, N)
        + kernels.sumOfSquares(y, 1, N - 1)
        + kernels.dot(x, 0, y, 0, N - 2)
        + kernels.sumOfSquares(x, 2, N - 7)
        + kernels.dot(y, 3, x, 1, N - 9);
  }

  private static double bytesPerCall(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 1000 && least >= 8; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        work.run();
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, (double) bytes / CALLS);
    }
    return least;
  }
}
