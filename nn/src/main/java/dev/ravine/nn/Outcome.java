package dev.ravine.nn;

/// How a run ended.
public sealed interface Outcome {

  /// All epochs were done.
  ///
  /// @param steps how many steps
  record Finished(long steps) implements Outcome {}

  /// Loss or parameters stopped being finite numbers.
  ///
  /// @param step the step, from 1, whose loss was not finite, or after which the parameters were
  ///   not
  record Diverged(long step) implements Outcome {}

  /// Somebody asked it to stop.
  ///
  /// @param steps how many steps were done
  record Stopped(long steps) implements Outcome {}

  /// The number of updates that were made.
  ///
  /// @return 0 or more
  default long steps() {
    return switch (this) {
      case Finished finished -> finished.steps;
      case Diverged diverged -> diverged.step;
      case Stopped stopped -> stopped.steps;
    };
  }

  /// One word for files: `finished`, `diverged` or `stopped`.
  ///
  /// @return the word
  default String word() {
    return switch (this) {
      case Finished finished -> "finished";
      case Diverged diverged -> "diverged";
      case Stopped stopped -> "stopped";
    };
  }
}
