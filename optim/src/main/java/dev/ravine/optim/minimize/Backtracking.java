package dev.ravine.optim.minimize;

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
/// @param decrease c₁, in (0, 1)
/// @param factor of each step back, in (0, 1)
public record Backtracking(double decrease, double factor) implements LineSearch {

  public Backtracking {
    if (!(decrease > 0 && decrease < 1)) {
      throw new IllegalArgumentException("decrease must be in (0, 1), was " + decrease);
    }
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1), was " + factor);
    }
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
      if (there <= value + decrease * t * slope) {
        return new Step(t, true);
      }
      t *= factor;
    }
    return new Step(0, false);
  }
}
