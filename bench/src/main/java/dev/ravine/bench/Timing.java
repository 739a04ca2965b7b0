package dev.ravine.bench;

import java.util.Arrays;

/// Times two works in turn, round by round, so that both meet the same noise.
record Timing(double first, double second, double ratio) {

  private static final int ROUNDS = 11;
  private static final int STEADY_ROUNDS = 12;
  private static final long WARM_UP_AT_MOST_NANOS = 12_000_000_000L;
  private static final long ROUND_NANOS = 120_000_000;

  /// Medians over the rounds, in seconds for one run; the ratio is the median of first / second.
  static Timing of(Work first, Work second) {
    long firstRuns = warmUp(first);
    long secondRuns = warmUp(second);
    double[] a = new double[ROUNDS];
    double[] b = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      a[round] = time(first, firstRuns);
      b[round] = time(second, secondRuns);
      ratios[round] = a[round] / b[round];
    }
    return new Timing(median(a), median(b), median(ratios));
  }

  /// Runs until the JIT compiler is done, that is until the speed stays, and returns how many runs
  /// make a round.
  private static long warmUp(Work work) {
    long start = System.nanoTime();
    long perRound = 1;
    double before = Double.MAX_VALUE;
    int steady = 0;
    while (steady < STEADY_ROUNDS && System.nanoTime() - start < WARM_UP_AT_MOST_NANOS) {
      double now = time(work, perRound);
      steady = Math.abs(now - before) < 0.04 * before ? steady + 1 : 0;
      before = now;
      perRound = Math.max(1, (long) (ROUND_NANOS * 1e-9 / now));
    }
    return perRound;
  }

  private static double time(Work work, long runs) {
    long spent = 0;
    for (long i = 0; i < runs; i++) {
      work.prepare();
      long start = System.nanoTime();
      work.run();
      spent += System.nanoTime() - start;
    }
    return spent * 1e-9 / runs;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
