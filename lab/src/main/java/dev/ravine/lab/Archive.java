package dev.ravine.lab;

import dev.ravine.optim.ParameterLayout;
import java.util.Optional;

/// What a laboratory remembers of runs: those that ended, and how far others are.
public interface Archive {

  /// An archive that remembers nothing.
  Archive NONE = new Archive() {};

  /// A run that need not be done again.
  ///
  /// @param run which
  /// @return what became of it, if it ended
  default Optional<RunRecord> ended(RunPlan run) {
    return Optional.empty();
  }

  /// Which model it keeps of each run.
  ///
  /// @return what results are measured on
  default Blueprint.Keep keep() {
    return Blueprint.Keep.RESULTS;
  }

  /// Opens the journal of a run that did not end.
  ///
  /// @param run which
  /// @param layout of its parameters
  /// @return to be closed
  default Journal journal(RunPlan run, ParameterLayout layout) {
    return Journal.NONE;
  }
}
