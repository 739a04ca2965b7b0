package dev.ravine.optim.minimize;

/// Is told of every iteration.
@FunctionalInterface
public interface Callback {

  /// An iteration was made.
  ///
  /// @param now what was found so far
  /// @return whether to go on; if not, the minimization ends with [Stop#CALLBACK]
  boolean goesOn(Minimum now);
}
