package dev.ravine.optim.minimize;

import dev.ravine.kernels.ThreadTeam;

/// A method that minimizes an [Objective]. Implementations are immutable records.
public interface Minimizer {

  /// Begins at a point.
  ///
  /// @param objective is evaluated there
  /// @param start is copied
  /// @param rules when to end
  /// @param team the threads that share the minimizer's own work; they change no bit
  /// @return a minimization that has made no step
  /// @throws IllegalArgumentException if the start has another dimension than the objective, or
  ///   value or gradient are not finite there
  Minimization begin(Objective objective, double[] start, StoppingRules rules, ThreadTeam team);

  /// Refuses sums that it can't minimize, before they are there.
  ///
  /// @param parts how many functions the sum will have
  /// @throws IllegalArgumentException if it needs more or fewer
  default void checkParts(int parts) {}

  /// Begins at a point, on one thread.
  ///
  /// @param objective is evaluated there
  /// @param start is copied
  /// @param rules when to end
  /// @return a minimization that has made no step
  /// @throws IllegalArgumentException as with several threads
  default Minimization begin(Objective objective, double[] start, StoppingRules rules) {
    return begin(objective, start, rules, new ThreadTeam(1));
  }

  /// Goes on where a minimization was.
  ///
  /// @param objective the same one
  /// @param state of a minimization by an equal minimizer
  /// @param rules when to end; they may be others
  /// @param team the threads that share the minimizer's own work; they change no bit
  /// @return a minimization whose further steps have the bits that they would have had
  /// @throws IllegalArgumentException if the state is of another minimizer or dimension
  Minimization resume(
      Objective objective, MinimizationState state, StoppingRules rules, ThreadTeam team);

  /// Goes on where a minimization was, on one thread.
  ///
  /// @param objective the same one
  /// @param state of a minimization by an equal minimizer
  /// @param rules when to end; they may be others
  /// @return a minimization whose further steps have the bits that they would have had
  /// @throws IllegalArgumentException as with several threads
  default Minimization resume(Objective objective, MinimizationState state, StoppingRules rules) {
    return resume(objective, state, rules, new ThreadTeam(1));
  }

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
      // All of it is in the step.
    }
    return minimization.minimum().computed(objective);
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
        Minimum last = now.computed(objective);
        return last.stop() == Stop.UNFINISHED ? last.stoppedBy(Stop.CALLBACK) : last;
      }
    }
    return minimization.minimum().computed(objective);
  }
}
