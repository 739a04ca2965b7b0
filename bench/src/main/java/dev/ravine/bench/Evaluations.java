package dev.ravine.bench;

/// A minimization to be timed, whose evaluations count.
@FunctionalInterface
interface Evaluations {

  /// Does it once.
  ///
  /// @return how many values and gradients were computed
  long run();
}
