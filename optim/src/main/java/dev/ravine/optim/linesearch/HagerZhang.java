package dev.ravine.optim.linesearch;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;

/// Finds a step with the Wolfe conditions, or with approximate ones that still mean something where
/// the value's rounding errors hide its decrease.
///
/// ```
/// φ(t) ≤ φ(0) + decrease · t · φ′(0)                     φ′(t) ≥ curvature · φ′(0)
/// φ(t) ≤ φ(0) + tolerance · |φ(0)|     (2 decrease − 1) φ′(0) ≥ φ′(t) ≥ curvature · φ′(0)
/// ```
///
/// The interval that holds such steps is made shorter by two secant steps, or else halved. Where
/// the objective is not finite, the search goes back.
///
/// Hager, Zhang: A New Conjugate Gradient Method with Guaranteed Descent and an Efficient Line
/// Search (SIAM Journal on Optimization 16, 2005), section 4; Algorithm 851 (ACM TOMS 32, 2006).
///
/// @param decrease δ, the share of the promised decrease, below ½
/// @param curvature σ, above decrease
/// @param tolerance ε, how much larger the value may be where approximate conditions hold
@Named(
    value = "hagerZhang",
    summary = "Wolfe conditions, approximate ones near a minimum",
    source = "Hager, Zhang 2005")
public record HagerZhang(
    @In("(0, 0.5)") double decrease, @In("(0, 1)") double curvature, @In("[0, 1)") double tolerance)
    implements LineSearch {

  private static final double GROWTH = 5;
  private static final double SHRINK = 0.66;

  /// So near to where the objective is not finite, a decrease has to do.
  private static final double NEAR_EDGE = 0.1;

  public HagerZhang {
    Range.check(HagerZhang.class, decrease, curvature, tolerance);
    if (curvature <= decrease) {
      throw new IllegalArgumentException(
          "curvature must be above decrease, %s, was %s".formatted(decrease, curvature));
    }
  }

  /// As published: decrease 0.1, curvature 0.9, tolerance 1e-6.
  public static HagerZhang of() {
    return new HagerZhang(0.1, 0.9, 1e-6);
  }

  @Override
  public Step search(Line line, double value, double slope, double first, long most) {
    return new Search(line, value, slope, most).run(first);
  }

  private record End(double t, double f, double g) {}

  private final class Search {

    private final Line line;
    private final double f0;
    private final double g0;
    private final double limit;
    private long left;
    private End best;
    private End last;
    private boolean found;
    private boolean nearEdge;

    Search(Line line, double value, double slope, long most) {
      this.line = line;
      f0 = value;
      g0 = slope;
      limit = value + tolerance * Math.abs(value);
      left = most;
      best = new End(0, value, slope);
      last = best;
    }

    Step run(double first) {
      End low = best;
      End high = look(first);
      for (double back = first; !isFinite(high) && goesOn(); ) {
        back /= 10;
        high = look(back);
      }
      while (goesOn() && high.g < 0 && high.f <= limit && high.t < line.longest() && !nearEdge) {
        low = high;
        high = grow(low);
      }
      if (goesOn() && high.g < 0 && high.f <= limit) {
        return new Step(high.t, true); // The line ends, or the objective, while it still falls.
      }
      if (goesOn() && high.g < 0) {
        End[] narrowed = halve(low, high);
        low = narrowed[0];
        high = narrowed[1];
      }
      while (goesOn() && high.t - low.t > 0) {
        double width = high.t - low.t;
        End[] shorter = twoSecants(low, high);
        if (goesOn() && shorter[1].t - shorter[0].t > SHRINK * width) {
          shorter = update(shorter[0], shorter[1], (shorter[0].t + shorter[1].t) / 2);
        }
        if (shorter[0].equals(low) && shorter[1].equals(high)) {
          break;
        }
        low = shorter[0];
        high = shorter[1];
      }
      if (found) {
        return new Step(last.t, true);
      }
      return best.t > 0 && best.f < f0 ? new Step(best.t, best.equals(last)) : new Step(0, false);
    }

    private boolean goesOn() {
      return !found && left > 0;
    }

    private static boolean isFinite(End end) {
      return Double.isFinite(end.f) && Double.isFinite(end.g);
    }

    /// Looks further; where the objective is not finite, less far.
    private End grow(End from) {
      double step = (GROWTH - 1) * Math.max(from.t, Double.MIN_NORMAL);
      End end = look(Math.min(from.t + step, line.longest()));
      while (!isFinite(end) && goesOn()) {
        step /= 10;
        nearEdge = step <= NEAR_EDGE * from.t;
        end = look(from.t + step);
      }
      return end;
    }

    private End look(double t) {
      double f = line.value(t);
      double g = line.slope();
      left--;
      last = new End(t, f, g);
      if (isFinite(last)) {
        boolean wolfe = f - f0 <= decrease * t * g0 && g >= curvature * g0;
        boolean approximate = f <= limit && (2 * decrease - 1) * g0 >= g && g >= curvature * g0;
        found = wolfe || approximate;
        if (f < best.f) {
          best = last;
        }
      }
      return last;
    }

    /// Halves an interval whose ends slope down until its upper end slopes up (step U3).
    private End[] halve(End from, End to) {
      End low = from;
      End high = to;
      while (goesOn()) {
        double middle = (low.t + high.t) / 2;
        if (middle <= low.t || middle >= high.t) {
          break;
        }
        End end = look(middle);
        if (end.g >= 0) {
          return new End[] {low, end};
        }
        if (isFinite(end) && end.f <= limit) {
          low = end;
        } else {
          high = end;
        }
      }
      return new End[] {low, high};
    }

    /// Puts a place into the interval (steps U0 to U3).
    private End[] update(End low, End high, double t) {
      if (!(t > low.t && t < high.t) || !goesOn()) {
        return new End[] {low, high};
      }
      End end = look(t);
      if (end.g >= 0) {
        return new End[] {low, end};
      }
      if (end.f <= limit) {
        return new End[] {end, high};
      }
      return halve(low, end);
    }

    /// Steps S1 to S4.
    private End[] twoSecants(End low, End high) {
      double t = secant(low, high);
      End[] ends = update(low, high, t);
      double again =
          t == ends[1].t
              ? secant(high, ends[1])
              : t == ends[0].t ? secant(low, ends[0]) : Double.NaN;
      return update(ends[0], ends[1], again);
    }

    private static double secant(End a, End b) {
      return (a.t * b.g - b.t * a.g) / (b.g - a.g);
    }
  }
}
