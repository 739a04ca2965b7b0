package dev.ravine.optim;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.TwiceDifferentiable;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.transforms.L2;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A sum of functions for a minimizer whose recipe has groups of parameters: frozen ones are no
/// coordinates of it, and penalties of others, λ/2 ‖θ‖², are added to each part.
///
/// @param <O> the type of the sum without groups
public final class GroupedObjective<O extends GaussNewtonSum & TwiceDifferentiable>
    implements GaussNewtonSum, TwiceDifferentiable {

  private final O whole;
  private final double[] start;
  private final double[] decays;
  private final boolean penalizes;
  private final int[] free;
  private final double[] point;
  private final double[] vector;
  private final double[] result;

  GroupedObjective(O whole, List<Link> links, ParameterLayout layout, double[] start) {
    if (whole.dimension() != layout.size() || start.length != layout.size()) {
      throw new IllegalArgumentException(
          "objective and start must have the %d parameters of the layout, had %d and %d"
              .formatted(layout.size(), whole.dimension(), start.length));
    }
    this.whole = whole;
    this.start = start.clone();
    for (Link link : links) {
      link.checkSelects(layout);
    }
    boolean[] frozen = new boolean[start.length];
    double[] all = new double[start.length];
    for (Link link : links) {
      layout.tensors().stream()
          .filter(link.selection()::selects)
          .forEach(tensor -> mark(link, tensor, frozen, all));
    }
    free = IntStream.range(0, start.length).filter(i -> !frozen[i]).toArray();
    if (free.length == 0) {
      throw new IllegalArgumentException(
          "at least one tensor must not be frozen, but all of %s are".formatted(layout.names()));
    }
    decays = Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
    penalizes = Arrays.stream(decays).anyMatch(decay -> decay > 0);
    int copied = isWhole() ? 0 : start.length;
    point = Arrays.copyOf(start, copied);
    vector = new double[copied];
    result = new double[copied];
  }

  /// Notes what a stage says of a tensor.
  private static void mark(
      Link link, ParameterLayout.Tensor tensor, boolean[] frozen, double[] decays) {
    int end = tensor.offset() + tensor.size();
    if (link.stage() instanceof Frozen) {
      Arrays.fill(frozen, tensor.offset(), end, true);
    } else if (link.stage() instanceof L2(var decay)) {
      for (int i = tensor.offset(); i < end; i++) {
        decays[i] += decay.at(0);
      }
    }
  }

  private boolean isWhole() {
    return free.length == start.length;
  }

  @Override
  public int dimension() {
    return free.length;
  }

  @Override
  public int parts() {
    return whole.parts();
  }

  @Override
  public double resolution() {
    return whole.resolution();
  }

  /// The parameters to start from.
  ///
  /// @return a new array, without the frozen ones
  public double[] start() {
    double[] at = new double[free.length];
    for (int k = 0; k < at.length; k++) {
      at[k] = start[free[k]];
    }
    return at;
  }

  /// All parameters at a point.
  ///
  /// @param x the parameters that are not frozen
  /// @return an array that is not to be changed, and that the next call may change
  public double[] point(double[] x) {
    return isWhole() ? x : scatter(x, point);
  }

  /// Whether there are penalties.
  public boolean penalizes() {
    return penalizes;
  }

  /// The penalty of one part.
  ///
  /// @param x the parameters that are not frozen
  /// @return λ/2 ‖θ‖² of all groups
  public double penalty(double[] x) {
    double sum = 0;
    for (int k = 0; k < x.length && penalizes; k++) {
      sum += decays[k] * x[k] * x[k];
    }
    return sum / 2;
  }

  @Override
  public double gradient(int part, double[] x, double[] gradient) {
    double[] of = isWhole() ? gradient : result;
    double value = whole.gradient(part, point(x), of);
    gather(of, gradient, x, 1);
    return value + penalty(x);
  }

  @Override
  public void gaussNewtonTimes(int part, double[] x, double[] v, double[] product) {
    double[] of = isWhole() ? product : result;
    whole.gaussNewtonTimes(part, point(x), isWhole() ? v : scatter(v, vector), of);
    gather(of, product, v, 1);
  }

  @Override
  public void hessianTimes(double[] x, double[] v, double[] product) {
    double[] of = isWhole() ? product : result;
    whole.hessianTimes(point(x), isWhole() ? v : scatter(v, vector), of);
    gather(of, product, v, parts());
  }

  private double[] scatter(double[] x, double[] all) {
    for (int k = 0; k < x.length; k++) {
      all[free[k]] = x[k];
    }
    return all;
  }

  /// Takes what is free from a result, and adds what the penalties of some parts add to it.
  private void gather(double[] all, double[] out, double[] times, double parts) {
    for (int k = 0; k < out.length && !isWhole(); k++) {
      out[k] = all[free[k]];
    }
    for (int k = 0; k < out.length && penalizes; k++) {
      out[k] += parts * decays[k] * times[k];
    }
  }
}
