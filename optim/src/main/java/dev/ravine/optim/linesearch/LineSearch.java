package dev.ravine.optim.linesearch;

/// Finds how far to go along a direction in which the value falls.
public interface LineSearch {

  /// The objective along a direction: φ(t) = f(x + t · d).
  interface Line {

    /// Goes to a place and computes value and slope there.
    ///
    /// @param t how far
    /// @return φ(t); not finite where the objective is not
    double value(double t);

    /// The slope where [#value] was computed last.
    ///
    /// @return φ′(t)
    double slope();

    /// How far the line goes.
    ///
    /// @return t is not greater
    default double longest() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /// Where a search ended.
  ///
  /// @param t how far to go; 0 if no lower value was found
  /// @param isLast whether t is where the line was computed last
  record Step(double t, boolean isLast) {}

  /// Searches.
  ///
  /// @param line the objective along the direction
  /// @param value φ(0)
  /// @param slope φ′(0), below 0
  /// @param first where to look first, positive, at most [Line#longest]
  /// @param most how many places to look at, at most
  /// @return a step that lowers the value
  Step search(Line line, double value, double slope, double first, long most);
}
