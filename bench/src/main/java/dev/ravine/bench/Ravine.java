package dev.ravine.bench;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.Gemm;
import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.stage.Demand;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.Set;
import java.util.stream.IntStream;

/// Ravine's side of every comparison.
final class Ravine {

  static final int BATCH = 100;
  static final int FEATURES = 3072;
  static final int CLASSES = 10;

  /// What minimizers learn from.
  static final int EXAMPLES = 1000;

  private Ravine() {}

  static float[] numbers(int n, long seed) {
    RandomStream random = new Seed(seed).stream("bench");
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return x;
  }

  static Work gemm(GemmShape shape) {
    Gemm<float[]> gemm = Kernels.floats().gemm(shape, new ThreadTeam(1));
    float[] a = numbers(shape.m() * shape.k(), 1);
    float[] b = numbers(shape.k() * shape.n(), 2);
    float[] c = new float[shape.m() * shape.n()];
    return () -> gemm.run(a, 0, b, 0, c, 0);
  }

  /// One step on parameters that stay near where they are.
  static Work optimizerStep(Optimizer optimizer, int size, int threads) {
    return optimizerStep(optimizer, ParameterLayout.flat(size), threads);
  }

  /// One step on parameters of many tensors.
  static Work optimizerStep(Optimizer optimizer, ParameterLayout layout, int threads) {
    Stepper stepper =
        optimizer.begin(
            layout,
            new ThreadTeam(threads),
            Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    int size = layout.size();
    float[] theta = numbers(size, 1);
    float[] numbers = numbers(size, 2);
    float[] gradient = new float[size];
    return new Work() {
      @Override
      public void prepare() {
        System.arraycopy(numbers, 0, gradient, 0, size);
      }

      @Override
      public void run() {
        stepper.stepConsuming(theta, gradient);
      }
    };
  }

  /// y ← y + a x: what memory allows.
  static Work axpy(int size) {
    float[] x = numbers(size, 1);
    float[] y = numbers(size, 2);
    float a = 1e-9f;
    return () -> {
      for (int i = 0; i < size; i++) {
        y[i] += a * x[i];
      }
    };
  }

  /// Forward, backward and update of the experiment's network on a batch that lies ready.
  static Work trainingStep(Optimizer optimizer, int threads) {
    ThreadTeam team = new ThreadTeam(threads);
    Network network =
        new Network(Sequential.published(CLASSES), Losses.crossEntropy(), BATCH, FEATURES);
    Plan<float[]> plan = network.trainingPlan(team);
    float[] features = plan.input(Network.FEATURES);
    System.arraycopy(numbers(features.length, 3), 0, features, 0, features.length);
    float[] targets = plan.input(Network.TARGETS);
    for (int i = 0; i < BATCH; i++) {
      targets[i * CLASSES + i % CLASSES] = 1;
    }
    float[] theta = network.initial(new Seed(1).stream("init"));
    float[] gradient = new float[theta.length];
    Stepper stepper = optimizer.begin(theta.length, team);
    return () -> {
      plan.run(theta, gradient);
      stepper.stepConsuming(theta, gradient);
    };
  }

  /// L-BFGS on the experiment's network and all examples at once, from the same start each time.
  static Evaluations lbfgs(int iterations) {
    int[] labels = IntStream.range(0, EXAMPLES).map(i -> i % CLASSES).toArray();
    Dataset examples = Examples.of(FEATURES, numbers(EXAMPLES * FEATURES, 3)).classes(labels);
    Training training =
        new Training(
            Sequential.published(CLASSES),
            Optimizer.of(Lbfgs.of()),
            new Split(examples, examples.range(0, 10)),
            1,
            EXAMPLES,
            new Seed(1));
    ThreadTeam alone = new ThreadTeam(1);
    BatchSum sum = new BatchSum(training.objective(), alone);
    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(0).iterations(iterations);
    return () -> Lbfgs.of().minimize(sum, sum.start(), rules).evaluations();
  }
}
