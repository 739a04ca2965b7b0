package dev.ravine.optim.minimize;

/// A method that minimizes an [Objective]. Implementations are immutable records.
public interface Minimizer {

  /// Begins at a point.
  ///
  /// @param objective is evaluated there
  /// @param start is copied
  /// @param rules when to end
  /// @return a minimization that has made no step
  /// @throws IllegalArgumentException if the start has another dimension than the objective, or
  ///   value or gradient are not finite there
  Minimization begin(Objective objective, double[] start, StoppingRules rules);

  /// Minimizes by the usual rules.
  ///
  /// @param objective what to minimize
  /// @param start where to begin; not changed
  /// @return what was found
  /// @throws IllegalArgumentException as in [#begin]
  default Minimum minimize(Objective objective, double[] start) {
    return minimize(objective, start, StoppingRules.USUAL);
  }

  /// Minimizes.
  ///
  /// @param objective what to minimize
  /// @param start where to begin; not changed
  /// @param rules when to end
  /// @return what was found
  /// @throws IllegalArgumentException as in [#begin]
  default Minimum minimize(Objective objective, double[] start, StoppingRules rules) {
    Minimization minimization = begin(objective, start, rules);
    while (minimization.step()) {
      // Each step is a new point.
    }
    return minimization.minimum();
  }
}
