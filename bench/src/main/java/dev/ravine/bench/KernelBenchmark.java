package dev.ravine.bench;

import dev.ravine.kernels.GemmShape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products under JMH.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

  /// m, k and n.
  @Param({"1024x1024x1024", "100x3072x100", "3072x100x100", "100x100x100", "100x100x10"})
  public String size = "";

  private Work gemm = () -> {};

  /// Called by JMH.
  public KernelBenchmark() {}

  /// Makes the product.
  @Setup
  public void prepare() {
    String[] sizes = size.split("x", -1);
    gemm =
        Ravine.gemm(
            GemmShape.of(
                Integer.parseInt(sizes[0]),
                Integer.parseInt(sizes[2]),
                Integer.parseInt(sizes[1])));
  }

  /// One product.
  @Benchmark
  public void gemm() {
    gemm.run();
  }
}
