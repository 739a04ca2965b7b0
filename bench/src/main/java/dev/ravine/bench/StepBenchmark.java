package dev.ravine.bench;

import dev.ravine.optim.Optimizer;
import dev.ravine.optim.recipe.Catalogue;
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

/// Optimizer steps and whole training steps under JMH.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {

  private static final int PARAMETERS = 350_000;

  /// Which rule.
  @Param({"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"})
  public String rule = "";

  private Work update = () -> {};
  private Work training = () -> {};

  /// Called by JMH.
  public StepBenchmark() {}

  /// Makes both works.
  @Setup
  public void prepare() {
    Optimizer optimizer = Optimizer.of(Catalogue.find(rule).defaults());
    update = Ravine.optimizerStep(optimizer, PARAMETERS, 1);
    training = Ravine.trainingStep(optimizer, 1);
  }

  /// One update of 350,000 parameters.
  @Benchmark
  public void update() {
    update.run();
  }

  /// One training step of the experiment's network.
  @Benchmark
  public void training() {
    training.run();
  }
}
