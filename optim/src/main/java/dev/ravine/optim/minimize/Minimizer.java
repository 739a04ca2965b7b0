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

  /// Goes on where a minimization was.
  ///
  /// @param objective the same one
  /// @param state of a minimization by an equal minimizer
  /// @param rules when to end; they may be others
  /// @return a minimization whose further steps have the bits that they would have had
  /// @throws IllegalArgumentException if the state is of another minimizer or dimension
  Minimization resume(Objective objective, MinimizationState state, StoppingRules rules);

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
    return minimize(objective, start, rules, now -> true);
  }

  /// Minimizes, and tells of every iteration.
  ///
  /// @param objective what to minimize
  /// @param start where to begin; not changed
  /// @param rules when to end
  /// @param callback is told, and may end it
  /// @return what was found
  /// @throws IllegalArgumentException as in [#begin]
  default Minimum minimize(
      Objective objective, double[] start, StoppingRules rules, Callback callback) {
    Minimization minimization = begin(objective, start, rules);
    while (minimization.step()) {
      Minimum now = minimization.minimum();
      if (!callback.goesOn(now)) {
        return now.stop() == Stop.UNFINISHED ? now.stoppedBy(Stop.CALLBACK) : now;
      }
    }
    return minimization.minimum();
  }
}
