package dev.ravine.optim.minimize;

/// A minimizer at work on one objective.
public interface Minimization {

  /// Makes a step, unless it has ended.
  ///
  /// @return whether a step was made
  boolean step();

  /// What was found so far.
  ///
  /// @return the best point, as a copy; [Minimum#stop] is [Stop#UNFINISHED] while it has not ended
  Minimum minimum();

  /// The value at the best point, without a copy of it.
  ///
  /// @return as [Minimum#value]
  default double value() {
    return minimum().value();
  }

  /// How many steps were made.
  ///
  /// @return 0 or more
  default long iterations() {
    return minimum().iterations();
  }

  /// Why it ended.
  ///
  /// @return [Stop#UNFINISHED] while it has not
  default Stop stop() {
    return minimum().stop();
  }

  /// A copy of everything this minimization keeps.
  ///
  /// @return what [Minimizer#resume] goes on from with the same bits
  MinimizationState state();
}
