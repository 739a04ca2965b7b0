package dev.ravine.optim.linesearch;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;

/// Backtracking: goes back by a factor until the value has fallen by a share of what the slope
/// promises.
///
/// ```
/// φ(t) ≤ φ(0) + decrease · t · φ′(0)
/// ```
///
/// Armijo: Minimization of functions having Lipschitz continuous first partial derivatives (Pacific
/// Journal of Mathematics 16, 1966).
///
/// @param decrease c₁, the share of the promised decrease
/// @param factor of each step back
@Named(
    value = "backtracking",
    summary = "goes back until the value has fallen enough",
    source = "Armijo 1966")
public record Backtracking(@In("(0, 1)") double decrease, @In("(0, 1)") double factor)
    implements LineSearch {

  public Backtracking {
    Range.check(Backtracking.class, decrease, factor);
  }

  /// The usual form: decrease 1e-4, factor 0.5.
  public static Backtracking of() {
    return new Backtracking(1e-4, 0.5);
  }

  @Override
  public Step search(Line line, double value, double slope, double first, long most) {
    double t = first;
    for (long i = 0; i < most && t > 0; i++) {
      double there = line.value(t);
      if (there <= value + decrease * t * slope && Double.isFinite(line.slope())) {
        return new Step(t, true);
      }
      t *= factor;
    }
    return new Step(0, false);
  }
}
