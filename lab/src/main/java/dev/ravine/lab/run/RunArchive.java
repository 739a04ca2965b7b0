package dev.ravine.lab.run;

import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.Optional;

/// What a runner remembers of runs: those that ended, and how far others are.
public interface RunArchive {

  /// An archive that remembers nothing.
  RunArchive NONE = new RunArchive() {};

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
  default KeptModels keep() {
    return KeptModels.RESULTS;
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
