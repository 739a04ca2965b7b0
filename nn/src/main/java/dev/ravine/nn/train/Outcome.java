package dev.ravine.nn.train;

/// How a run ended.
public sealed interface Outcome {

  /// All epochs were done, patience ran out, or a minimizer found nothing better.
  ///
  /// @param steps how many steps
  /// @param early whether it ended before all epochs were done
  record Finished(long steps, boolean early) implements Outcome {

    /// All epochs were done.
    ///
    /// @param steps how many steps
    public Finished(long steps) {
      this(steps, false);
    }
  }

  /// Loss or parameters stopped being finite numbers. The loss is looked at in every step, the
  /// parameters after every epoch.
  ///
  /// @param step from 1: the step whose loss or gradient was not finite, or the last of an epoch
  ///   after which the parameters were not
  /// @param why what was not finite, and where, as a sentence without its end
  record Diverged(long step, String why) implements Outcome {}

  /// Somebody asked it to stop.
  ///
  /// @param steps how many steps were done
  record Stopped(long steps) implements Outcome {}

  /// The step at which it ended: the number of updates made, but that a diverging step makes none.
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
