package dev.ravine.lab;

import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.ParameterLayout;
import java.util.Optional;

/// What a laboratory remembers of runs: those that ended, and how far others are.
public interface Archive {

  /// A run that need not be done again.
  ///
  /// @param run which
  /// @return what became of it, if it ended
  Optional<RunRecord> ended(RunPlan run);

  /// How far a run is.
  ///
  /// @param run which
  /// @param layout of its parameters
  /// @return the last checkpoint, if there is one
  Optional<Checkpoint> checkpoint(RunPlan run, ParameterLayout layout);

  /// Keeps how far a run is, in place of the checkpoint before.
  ///
  /// @param run which
  /// @param checkpoint of this moment
  void save(RunPlan run, Checkpoint checkpoint);
}
