/// Timing. [dev.ravine.bench.Ratios] times Ravine's [dev.ravine.bench.Work] and a peer's in turn
/// and prints their ratios: `bench/run` calls it. [dev.ravine.bench.KernelBenchmark] and
/// [dev.ravine.bench.StepBenchmark] are the same work under JMH, for profilers.
@NullMarked
package dev.ravine.bench;

import org.jspecify.annotations.NullMarked;
