package dev.ravine.optim.descent;

import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.vectors.Vectors;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/// The first minimum of the quadratic model along the projected negative gradient, P(x − t g).
///
/// Byrd, Lu, Nocedal, Zhu 1995, section 4, algorithm CP.
final class CauchyPoint {

  private static final double EPSILON = 2.2e-16;

  private final Bounds bounds;
  private final CompactHessian hessian;
  private final double[] point;
  private final double[] direction;
  private final double[] breaks;
  private double[] timesPairs = {};

  CauchyPoint(Bounds bounds, CompactHessian hessian, int n) {
    this.bounds = bounds;
    this.hessian = hessian;
    point = new double[n];
    direction = new double[n];
    breaks = new double[n];
  }

  /// Where it is.
  double[] point() {
    return point;
  }

  /// Wᵀ (point − x)
  double[] timesPairs() {
    return timesPairs;
  }

  /// Looks for it.
  ///
  /// @param x within the bounds
  /// @param gradient there
  void find(double[] x, double[] gradient) {
    int n = x.length;
    System.arraycopy(x, 0, point, 0, n);
    for (int i = 0; i < n; i++) {
      double g = gradient[i];
      double room = g < 0 ? x[i] - bounds.upper(i) : x[i] - bounds.lower(i);
      breaks[i] = g == 0 ? Double.POSITIVE_INFINITY : room / g;
      direction[i] = breaks[i] == 0 ? 0 : -g;
    }
    double[] p = hessian.timesPairs(direction);
    int k = p.length;
    timesPairs = new double[k];
    double theta = hessian.theta();
    double slope = -Vectors.dot(direction, direction);
    double curvature = -theta * slope - product(p, p);
    double least = EPSILON * curvature;
    double[] row = new double[k];
    double before = 0;
    double toMinimum = -slope / curvature;
    PrimitiveIterator.OfInt order = reached();
    while (order.hasNext() && slope < 0) {
      int b = order.nextInt();
      double length = breaks[b] - before;
      if (toMinimum < length) {
        break;
      }
      double g = gradient[b];
      point[b] = direction[b] > 0 ? bounds.upper(b) : bounds.lower(b);
      double z = point[b] - x[b];
      add(timesPairs, length, p);
      hessian.row(b, row);
      slope += length * curvature + g * g + theta * g * z - g * product(row, timesPairs);
      curvature += -theta * g * g - 2 * g * product(row, p) - g * g * product(row, row);
      curvature = Math.max(least, curvature);
      add(p, g, row);
      direction[b] = 0;
      before = breaks[b];
      toMinimum = -slope / curvature;
    }
    double rest = slope < 0 ? Math.max(0, toMinimum) : 0;
    for (int i = 0; i < n; i++) {
      if (direction[i] != 0) {
        point[i] =
            Math.clamp(x[i] + (before + rest) * direction[i], bounds.lower(i), bounds.upper(i));
      }
    }
    add(timesPairs, rest, p);
  }

  /// The coordinates that come to a bound, in that order.
  private PrimitiveIterator.OfInt reached() {
    return IntStream.range(0, breaks.length)
        .filter(i -> breaks[i] > 0 && breaks[i] < Double.POSITIVE_INFINITY)
        .boxed()
        .sorted((i, j) -> Double.compare(breaks[i], breaks[j]))
        .mapToInt(Integer::intValue)
        .iterator();
  }

  /// aᵀ M b
  private double product(double[] a, double[] b) {
    double[] middle = b.clone();
    hessian.timesMiddle(middle);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * middle[i];
    }
    return sum;
  }

  private static void add(double[] y, double a, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }
}
