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

  /// A copy of everything this minimization keeps.
  ///
  /// @return what [Minimizer#resume] goes on from with the same bits
  MinimizationState state();
}
