package dev.ravine.optim.stage;

/// A stage that may end a step: it still works on all blocks, but what follows rests, and the step
/// does not count. Such a stage works on all parameters.
public interface Gate {

  /// Asked at the beginning of each step, after the stage's numbers advanced.
  ///
  /// @param step the step that begins
  /// @return false to end the step after this stage
  boolean proceeds(Step step);
}
