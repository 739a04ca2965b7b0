package dev.ravine.optim.linesearch;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;

/// Finds a step with the strong Wolfe conditions: the value falls by a share of what the slope
/// promises, and the slope flattens.
///
/// ```
/// φ(t) ≤ φ(0) + decrease · t · φ′(0)        |φ′(t)| ≤ curvature · |φ′(0)|
/// ```
///
/// An interval that holds such steps is kept and made shorter by cubic and quadratic interpolation
/// with safeguards. Where the objective is not finite, the interval ends; near there a step is
/// taken that lowers the value enough, though it may still slope down.
///
/// Moré, Thuente: Line Search Algorithms with Guaranteed Sufficient Decrease (ACM TOMS 20, 1994),
/// sections 2 to 4.
///
/// @param decrease c₁, the share of the promised decrease
/// @param curvature c₂, above decrease: small for conjugate gradients, large for quasi-Newton
/// @param longest how much longer than the first look a step may be
@Named(
    value = "strongWolfe",
    summary = "the value falls enough and the slope flattens",
    source = "Moré, Thuente 1994")
public record StrongWolfe(
    @In("(0, 1)") double decrease, @In("(0, 1)") double curvature, @In("(1, ∞)") double longest)
    implements LineSearch {

  private static final double LEAST_GROWTH = 1.1;
  private static final double MOST_GROWTH = 4;
  private static final double BISECT = 0.66;
  private static final double RELATIVE_WIDTH = 1e-14;

  /// So near to where the objective is not finite, a decrease has to do.
  private static final double NEAR_EDGE = 0.1;

  public StrongWolfe {
    Range.check(StrongWolfe.class, decrease, curvature, longest);
    if (curvature <= decrease) {
      throw new IllegalArgumentException(
          "curvature must be above decrease, %s, was %s".formatted(decrease, curvature));
    }
  }

  /// For quasi-Newton methods: decrease 1e-4, curvature 0.9.
  public static StrongWolfe loose() {
    return new StrongWolfe(1e-4, 0.9, 1e10);
  }

  /// For conjugate gradients: decrease 1e-4, curvature 0.1.
  public static StrongWolfe tight() {
    return new StrongWolfe(1e-4, 0.1, 1e10);
  }

  @Override
  public Step search(Line line, double value, double slope, double first, long most) {
    return new Search(value, slope, first, line.longest()).run(line, most);
  }

  /// One end of the interval.
  private static final class End {
    double t;
    double f;
    double g;

    void set(double newT, double newF, double newG) {
      t = newT;
      f = newF;
      g = newG;
    }

    void set(End other) {
      set(other.t, other.f, other.g);
    }
  }

  private final class Search {

    private final double f0;
    private final double g0;
    private final End best = new End();
    private final End other = new End();
    private boolean bracketed;
    private double t;
    private double limit;
    private double edge = Double.POSITIVE_INFINITY;
    private double width;
    private double widthBefore;

    Search(double value, double slope, double first, double end) {
      f0 = value;
      g0 = slope;
      best.set(0, f0, g0);
      other.set(0, f0, g0);
      t = first;
      limit = Math.min(first * longest, end);
      width = limit;
      widthBefore = 2 * limit;
    }

    Step run(Line line, long most) {
      boolean auxiliary = true;
      double low = 0;
      double high = t + MOST_GROWTH * t;
      for (long i = 0; i < most; i++) {
        double f = line.value(t);
        if (!Double.isFinite(f) || !Double.isFinite(line.slope())) {
          limit = t;
          edge = t;
          t = best.t + (t - best.t) / 10;
          high = Math.min(high, limit);
          continue;
        }
        double g = line.slope();
        double promised = f0 + decrease * t * g0;
        if (f <= promised && Math.abs(g) <= curvature * -g0) {
          return new Step(t, true);
        }
        if (t >= limit && f <= promised && g <= decrease * g0) {
          return new Step(t, true);
        }
        if (bracketed && high - low <= RELATIVE_WIDTH * high) {
          break;
        }
        if (auxiliary && f <= promised && g >= 0) {
          auxiliary = false;
        }
        double shift = auxiliary && f <= best.f && f > promised ? decrease * g0 : 0;
        best.f -= best.t * shift;
        best.g -= shift;
        other.f -= other.t * shift;
        other.g -= shift;
        double before = t;
        narrow(before, f - before * shift, g - shift, low, high);
        best.f += best.t * shift;
        best.g += shift;
        other.f += other.t * shift;
        other.g += shift;
        if (bracketed) {
          if (Math.abs(other.t - best.t) >= BISECT * widthBefore) {
            t = best.t + 0.5 * (other.t - best.t);
          }
          widthBefore = width;
          width = Math.abs(other.t - best.t);
          low = Math.min(best.t, other.t);
          high = Math.max(best.t, other.t);
        } else {
          low = t + LEAST_GROWTH * (t - best.t);
          high = t + MOST_GROWTH * (t - best.t);
        }
        t = Math.clamp(t, 0, Math.min(limit, best.t + (edge - best.t) / 2));
        if (best.t >= (1 - NEAR_EDGE) * edge && best.f <= f0 + decrease * best.t * g0) {
          break;
        }
        if (bracketed && (t <= low || t >= high)) {
          t = best.t;
          break;
        }
      }
      return best.t > 0 && best.f < f0 ? new Step(best.t, false) : new Step(0, false);
    }

    /// The next place to look at, and the interval that holds it (section 4).
    private void narrow(double at, double f, double g, double low, double high) {
      double sign = g * Math.signum(best.g);
      double next;
      if (f > best.f) {
        double cubic = cubic(best, at, f, g);
        double quadratic =
            best.t + best.g / ((best.f - f) / (at - best.t) + best.g) / 2 * (at - best.t);
        next =
            Math.abs(cubic - best.t) < Math.abs(quadratic - best.t)
                ? cubic
                : cubic + (quadratic - cubic) / 2;
        bracketed = true;
      } else if (sign < 0) {
        double cubic = cubic(best, at, f, g);
        double secant = at + g / (g - best.g) * (best.t - at);
        next = Math.abs(cubic - at) > Math.abs(secant - at) ? cubic : secant;
        bracketed = true;
      } else if (Math.abs(g) < Math.abs(best.g)) {
        double cubic = cubicBeyond(at, f, g, low, high);
        double secant = at + g / (g - best.g) * (best.t - at);
        if (bracketed) {
          next = Math.abs(cubic - at) < Math.abs(secant - at) ? cubic : secant;
          double bound = at + BISECT * (other.t - at);
          next = at > best.t ? Math.min(bound, next) : Math.max(bound, next);
        } else {
          next = Math.abs(cubic - at) > Math.abs(secant - at) ? cubic : secant;
          next = Math.clamp(next, low, Math.max(low, high));
        }
      } else if (bracketed) {
        next = cubic(other, at, f, g);
      } else {
        next = at > best.t ? high : low;
      }
      if (f > best.f) {
        other.set(at, f, g);
      } else {
        if (sign < 0) {
          other.set(best);
        }
        best.set(at, f, g);
      }
      t = next;
    }

    /// The minimum of the cubic through an end and a place.
    private static double cubic(End end, double at, double f, double g) {
      double theta = 3 * (end.f - f) / (at - end.t) + end.g + g;
      double scale = Math.max(Math.abs(theta), Math.max(Math.abs(end.g), Math.abs(g)));
      double gamma =
          scale
              * Math.sqrt(
                  Math.max(0, (theta / scale) * (theta / scale) - (end.g / scale) * (g / scale)));
      if (at < end.t) {
        gamma = -gamma;
      }
      double p = (gamma - end.g) + theta;
      double q = ((gamma - end.g) + gamma) + g;
      return end.t + p / q * (at - end.t);
    }

    /// The same where the cubic may have no minimum beyond the place.
    private double cubicBeyond(double at, double f, double g, double low, double high) {
      double theta = 3 * (best.f - f) / (at - best.t) + best.g + g;
      double scale = Math.max(Math.abs(theta), Math.max(Math.abs(best.g), Math.abs(g)));
      double gamma =
          scale
              * Math.sqrt(
                  Math.max(0, (theta / scale) * (theta / scale) - (best.g / scale) * (g / scale)));
      if (at > best.t) {
        gamma = -gamma;
      }
      double p = (gamma - g) + theta;
      double q = (gamma + (best.g - g)) + gamma;
      double r = p / q;
      if (r < 0 && gamma != 0) {
        return at + r * (best.t - at);
      }
      return at > best.t ? high : low;
    }
  }
}
