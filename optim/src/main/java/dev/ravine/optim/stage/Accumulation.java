package dev.ravine.optim.stage;

/// A stage that makes one update of several batches: those before the last end their steps.
public interface Accumulation extends Gate {

  /// How many batches make an update.
  ///
  /// @return 1 or more
  int batches();
}
