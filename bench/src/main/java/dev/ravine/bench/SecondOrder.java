package dev.ravine.bench;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.ToySum;
import dev.ravine.secondorder.sfo.Sfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What minimizers do beside evaluating the objective.
final class SecondOrder {

  private static final StoppingRules ENDLESS = StoppingRules.USUAL.gradientTolerance(0);

  private SecondOrder() {}

  /// An objective that knows how long it took.
  private static final class Timed implements FiniteSum {

    private final Objective objective;
    private long nanos;

    Timed(Objective objective) {
      this.objective = objective;
    }

    @Override
    public int dimension() {
      return objective.dimension();
    }

    @Override
    public int parts() {
      return objective instanceof FiniteSum sum ? sum.parts() : 1;
    }

    @Override
    public double gradient(int part, double[] x, double[] gradient) {
      long begun = System.nanoTime();
      double value = ((FiniteSum) objective).gradient(part, x, gradient);
      nanos += System.nanoTime() - begun;
      return value;
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      long begun = System.nanoTime();
      double value = objective.gradient(x, gradient);
      nanos += System.nanoTime() - begun;
      return value;
    }
  }

  /// ½ Σ wᵢ xᵢ² with weights between 1 and 100.
  private record Bowl(int dimension) implements Objective {

    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        gradient[i] = (1 + i % 100) * x[i];
        sum += gradient[i] * x[i];
      }
      return sum / 2;
    }
  }

  /// The time of each of some steps, without that of the objective, in seconds.
  private static double[] steps(
      Minimizer minimizer, Objective objective, double[] start, int warm, int steps, int threads) {
    Timed timed = new Timed(objective);
    double[] seconds = new double[steps];
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Minimization minimization = minimizer.begin(timed, start, ENDLESS, team);
      for (int i = -warm; i < steps; i++) {
        long begun = System.nanoTime();
        long before = timed.nanos;
        minimization.step();
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - begun - (timed.nanos - before)) * 1e-9;
        }
      }
    }
    return seconds;
  }

  /// L-BFGS against reading its pairs twice.
  static void lbfgs(int size, int memory, String bound) {
    double[] start = new double[size];
    for (int i = 0; i < size; i++) {
      start[i] = 1 + 1e-3 * (i % 977);
    }
    double[] seconds =
        steps(new Lbfgs(memory, 0, Lbfgs.of().search()), new Bowl(size), start, 20, 25, 1);
    double[][] pairs = new double[2 * memory][size];
    double[] reads = new double[11];
    double sum = 0;
    for (int round = -10; round < reads.length; round++) {
      long begun = System.nanoTime();
      for (int twice = 0; twice < 2; twice++) {
        for (double[] vector : pairs) {
          sum += Kernels.doubles().dot(vector, 0, start, 0, Math.min(size, 1024));
          for (int from = 1024; from < size; from += 1024) {
            int n = Math.min(1024, size - from);
            sum += Kernels.doubles().dot(vector, from, start, 0, n);
          }
        }
      }
      if (round >= 0) {
        reads[round] = (System.nanoTime() - begun) * 1e-9;
      }
    }
    double ours = Timing.median(seconds);
    double others = Timing.median(reads) + 0 * sum;
    Ratios.row(
        "L-BFGS iteration, %,d parameters, %d pairs, against reading the pairs twice"
            .formatted(size, memory),
        Ratios.time(ours),
        Ratios.time(others),
        ours / others,
        bound);
  }

  /// L-BFGS against libtorch's, on the experiment's network: the time of an evaluation with all
  /// that comes beside it.
  static void libTorch() {
    LibTorch.threads(1);
    int iterations = 20;
    Evaluations ours = Ravine.lbfgs(iterations);
    Evaluations others = LibTorch.lbfgs(iterations);
    int rounds = 11;
    double[] first = new double[rounds];
    double[] second = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = -5; round < rounds; round++) {
      double a = each(ours);
      double b = each(others);
      if (round >= 0) {
        first[round] = a;
        second[round] = b;
        ratios[round] = a / b;
      }
    }
    Ratios.row(
        "L-BFGS, %d iterations on the experiment's network, %,d examples: an evaluation"
            .formatted(iterations, Ravine.EXAMPLES),
        Ratios.time(Timing.median(first)),
        Ratios.time(Timing.median(second)),
        Timing.median(ratios),
        "< 1");
  }

  private static double each(Evaluations work) {
    long begun = System.nanoTime();
    long evaluations = work.run();
    return (System.nanoTime() - begun) * 1e-9 / evaluations;
  }

  /// SFO's steps against those of the published implementation: the median of 200 to 400.
  static void sfo(int size, int parts) throws IOException, InterruptedException {
    ToySum toy = new ToySum(size, parts);
    double ours = Timing.median(steps(Sfo.of(), toy.objective(), toy.start(), 200, 200, 2));
    double others = published(size, parts);
    Ratios.row(
        "SFO step, %,d parameters, %d parts, two threads, against sfo.py".formatted(size, parts),
        Ratios.time(ours),
        Double.isNaN(others) ? "SFO_REFERENCE is not set" : Ratios.time(others),
        ours / others,
        "≤ 0.33");
  }

  /// How SFO's own work grows: against reading as many vectors once as its basis has.
  static void scaling(int size, int parts) {
    ToySum toy = new ToySum(size, parts);
    int warm = 2 * parts;
    double ours = Timing.median(steps(Sfo.of(), toy.objective(), toy.start(), warm, 60, 2));
    float[] vector = Ravine.numbers(size, 1);
    float[][] basis = new float[2 * parts][size];
    double[] reads = new double[5];
    double sum = 0;
    for (int round = 0; round < reads.length; round++) {
      long begun = System.nanoTime();
      for (float[] one : basis) {
        sum += Kernels.floats().dot(one, 0, vector, 0, size);
      }
      reads[round] = (System.nanoTime() - begun) * 1e-9;
    }
    double others = Timing.median(reads) + 0 * sum;
    Ratios.row(
        "SFO step, %,d parameters, %d parts, two threads, against one reading of its basis"
            .formatted(size, parts),
        Ratios.time(ours),
        Ratios.time(others),
        ours / others,
        "–");
  }

  private static double published(int size, int parts) throws IOException, InterruptedException {
    String folder = System.getenv("SFO_REFERENCE");
    if (folder == null) {
      return Double.NaN;
    }
    String script =
        String.format(
            Locale.ROOT,
            """
            import sys, time
            sys.path.insert(0, %s)
            import numpy as np
            from sfo import SFO
            np.random.seed(0)
            M, N = %d, %d
            parts = [(np.random.rand() * 3 + 1.5, np.random.randn(M, 1)) for i in range(N)]
            def f(x, part):
                d = np.abs(x - part[1])
                return np.sum(d ** part[0]) / M, part[0] * d ** (part[0] - 1) * np.sign(x - part[1]) / M
            sfo = SFO(f, np.random.randn(M, 1), parts, display=0)
            steps = []
            for i in range(400):
                begun, inside = time.time(), sfo.time_func
                sfo.optimization_step()
                steps.append(time.time() - begun - (sfo.time_func - inside))
            print(np.median(steps[200:]))
            """,
            "'" + folder + "'",
            size,
            parts);
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", script).redirectErrorStream(true).start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (python.waitFor() != 0) {
      throw new IOException(printed);
    }
    return Double.parseDouble(printed.strip().lines().toList().getLast());
  }
}
