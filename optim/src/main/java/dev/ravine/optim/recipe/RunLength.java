package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.Require;

/// How long a run is, so that recipes can be written in its terms: `cosine(1e-3)` ends with the
/// run, `10 %` and `3 epochs` stand where a number of updates does.
///
/// @param updates of the whole run, 1 or more
/// @param updatesPerEpoch of an epoch, 1 or more
public record RunLength(long updates, long updatesPerEpoch) {

  public RunLength {
    Require.positive("updates", updates);
    Require.positive("updatesPerEpoch", updatesPerEpoch);
  }

  /// The same run, if each update takes the gradients of several batches.
  ///
  /// @param batches 1 or more
  /// @return fewer updates, at least one
  public RunLength accumulating(long batches) {
    return new RunLength(Math.max(1, updates / batches), Math.max(1, updatesPerEpoch / batches));
  }

  /// What is left of a run behind its beginning.
  RunLength after(long first) {
    return new RunLength(Math.max(1, updates - first), updatesPerEpoch);
  }
}
