package dev.ravine.optim.descent;

import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.Vectors;

/// The direction of [Lbfgsb]: to the minimum of the quadratic model within the bounds.
final class BoundedMemory implements Direction {

  private final Bounds bounds;
  private final CompactHessian hessian;
  private final CauchyPoint cauchy;
  private final double[] row;
  private final double[] rest;
  private final double[] step;
  private final double[] change;

  BoundedMemory(int memory, Bounds bounds, int n) {
    this.bounds = bounds;
    hessian = new CompactHessian(memory, n);
    cauchy = new CauchyPoint(bounds, hessian, n);
    row = new double[2 * memory];
    rest = new double[n];
    step = new double[n];
    change = new double[n];
  }

  @Override
  public double direction(double[] x, double[] gradient, double[] out) {
    cauchy.find(x, gradient);
    minimizeFree(x, gradient, out);
    double[] from = cauchy.point();
    for (int i = 0; i < out.length; i++) {
      rest[i] = out[i];
      out[i] = Math.clamp(from[i] + out[i], bounds.lower(i), bounds.upper(i)) - x[i];
    }
    double slope = Vectors.dot(gradient, out);
    if (slope > 0) {
      shorten(x, out);
      slope = Vectors.dot(gradient, out);
    }
    return slope;
  }

  /// Writes the way from the Cauchy point to the minimum over the coordinates that stand at no
  /// bound there (section 5.1): −B⁻¹ r of these, by the formula of Sherman, Morrison and Woodbury.
  private void minimizeFree(double[] x, double[] gradient, double[] out) {
    double theta = hessian.theta();
    int k = hessian.size();
    double[] ofPairs = cauchy.timesPairs().clone();
    hessian.timesMiddle(ofPairs);
    double[] v = new double[k];
    double[][] changes = new double[k / 2][k / 2];
    double[][] mixed = new double[k / 2][k / 2];
    double[][] steps = new double[k / 2][k / 2];
    for (int a = 0; a < k / 2; a++) {
      changes[a][a] = hessian.diagonal(a);
    }
    for (int i = 0; i < x.length; i++) {
      hessian.row(i, row);
      add(isFree(i), changes, mixed, steps);
      rest[i] = 0;
      if (isFree(i)) {
        rest[i] = gradient[i] + theta * (cauchy.point()[i] - x[i]) - dot(row, ofPairs);
        for (int a = 0; a < k; a++) {
          v[a] += row[a] * rest[i];
        }
      }
    }
    new BlockSystem(changes, mixed, steps).solve(v);
    for (int i = 0; i < x.length; i++) {
      out[i] = 0;
      if (isFree(i)) {
        hessian.row(i, row);
        out[i] = -rest[i] / theta - dot(row, v) / (theta * theta);
      }
    }
  }

  /// Adds what a coordinate contributes to M⁻¹ − WᵀZ ZᵀW / θ, Z being the free ones, without
  /// differences of what is nearly equal.
  private void add(boolean isFree, double[][] changes, double[][] mixed, double[][] steps) {
    double theta = hessian.theta();
    int pairs = changes.length;
    for (int a = 0; a < pairs; a++) {
      double s = row[pairs + a] / theta;
      for (int b = 0; b < pairs; b++) {
        if (isFree) {
          changes[a][b] += row[a] * row[b] / theta;
          mixed[a][b] -= a <= b ? s * row[b] : 0;
        } else {
          mixed[a][b] += a > b ? s * row[b] : 0;
          steps[a][b] += s * row[pairs + b];
        }
      }
    }
  }

  private static double dot(double[] row, double[] v) {
    double sum = 0;
    for (int a = 0; a < v.length; a++) {
      sum += row[a] * v[a];
    }
    return sum;
  }

  private boolean isFree(int i) {
    return cauchy.point()[i] > bounds.lower(i) && cauchy.point()[i] < bounds.upper(i);
  }

  /// Where projecting led uphill, the way from the Cauchy point, `rest`, ends at the first bound.
  private void shorten(double[] x, double[] out) {
    double[] from = cauchy.point();
    double share = 1;
    for (int i = 0; i < out.length; i++) {
      double d = rest[i];
      double room = d > 0 ? bounds.upper(i) - from[i] : bounds.lower(i) - from[i];
      if (d != 0) {
        share = Math.min(share, room / d);
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = from[i] + share * rest[i] - x[i];
    }
  }

  @Override
  public double longest(double[] x, double[] direction) {
    if (bounds.isNone()) {
      return Double.POSITIVE_INFINITY;
    }
    double longest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length && hessian.size() > 0; i++) {
      double d = direction[i];
      double room = d > 0 ? bounds.upper(i) - x[i] : bounds.lower(i) - x[i];
      longest = d == 0 ? longest : Math.min(longest, room / d);
    }
    return Math.max(1, hessian.size() > 0 ? longest : 1);
  }

  @Override
  public double first(double decrease, double slope, double[] direction) {
    return hessian.size() == 0 && !bounds.isBox() ? Math.min(1, 1 / Vectors.norm(direction)) : 1;
  }

  @Override
  public void project(double[] x) {
    bounds.project(x);
  }

  @Override
  public boolean isFlat(double[] x, double[] gradient, double tolerance) {
    return flatness(x, gradient) <= tolerance;
  }

  @Override
  public double flatness(double[] x, double[] gradient) {
    double greatest = 0;
    for (int i = 0; i < x.length; i++) {
      double g = gradient[i];
      double room = g < 0 ? bounds.upper(i) - x[i] : x[i] - bounds.lower(i);
      greatest = Math.max(greatest, Math.min(Math.abs(g), room));
    }
    return greatest;
  }

  @Override
  public void check(Bounds known) {}

  @Override
  public void update(Move move) {
    move.write(step, change);
    hessian.add(step, change, move.gradientBefore());
  }

  @Override
  public boolean reset() {
    return hessian.reset();
  }

  @Override
  public void exchange(StateExchange state) {
    hessian.exchange(state);
  }
}
