package dev.ravine.secondorder.sfo;

import dev.ravine.kernels.Kernels;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;

/// Which part is evaluated next, and when one more joins.
final class PartSelection {

  private static final Kernels<double[]> KERNELS = Kernels.doubles();
  private static final double SMALL = 1e-12;
  private static final int TWICE = 2;

  private final Sfo method;
  private final ModelSum sum;
  private final RandomStream random;
  private long sinceGrowth;
  private int cyclic;

  PartSelection(Sfo method, ModelSum sum) {
    this.method = method;
    this.sum = sum;
    random = new Seed(method.seed()).stream("sfo/selection");
  }

  /// Adds a part when the gradient's noise asks for it.
  void grow(boolean failed) {
    if (sum.models().getLast().isActive()) {
      return;
    }
    List<QuadraticModel> active = sum.active();
    boolean wanted = failed || sinceGrowth > active.size() || isNoisy(active);
    sinceGrowth++;
    if (wanted && active.stream().allMatch(model -> model.evaluations() >= TWICE)) {
      activateNext(active.size());
    }
  }

  private void activateNext(int next) {
    sum.models().get(next).activate();
    sinceGrowth = 0;
  }

  private boolean isNoisy(List<QuadraticModel> active) {
    int k = sum.directions();
    int n = active.size();
    double[] mean = new double[sum.at().length];
    for (QuadraticModel model : active) {
      for (int i = 0; i < k; i++) {
        mean[i] += model.gradient()[i] / n;
      }
    }
    double signal = KERNELS.dot(mean, 0, sum.total().solve(mean, k), 0, k);
    double noise = 0;
    for (QuadraticModel model : active) {
      double[] deviation = ModelSum.difference(model.gradient(), mean);
      noise += KERNELS.dot(deviation, 0, sum.total().solve(deviation, k), 0, k);
    }
    return noise / n / (n - 1) >= method.noise() * signal;
  }

  QuadraticModel choose() {
    List<QuadraticModel> active = sum.active();
    for (int times = 1; times >= 0; times--) {
      for (QuadraticModel model : active) {
        if (model.evaluations() == times) {
          return model;
        }
      }
    }
    return switch (method.selection()) {
      case FARTHEST -> farthest(active, random.nextDouble() < 0.5);
      case RANDOM -> active.get(random.nextInt(active.size()));
      case CYCLIC -> {
        cyclic = (cyclic + 1) % active.size();
        yield active.get(cyclic);
      }
    };
  }

  private QuadraticModel farthest(List<QuadraticModel> active, boolean byAll) {
    int k = sum.directions();
    QuadraticModel farthest = active.getFirst();
    double most = -1;
    for (QuadraticModel model : active) {
      double[] step = model.stepTo(sum.at());
      double squared =
          byAll ? sum.total().quadratic(step, k) : model.curvature().quadratic(step, k);
      if (squared > most) {
        most = squared;
        farthest = model;
      }
    }
    if (byAll && most < SMALL && active.size() < sum.models().size()) {
      activateNext(active.size());
      return sum.models().get(active.size());
    }
    return farthest;
  }

  void exchange(StateExchange state) {
    sinceGrowth = state.count("sinceGrowth", sinceGrowth);
    cyclic = (int) state.count("cyclic", cyclic);
    random.position(state.count("random", random.position()));
  }
}
