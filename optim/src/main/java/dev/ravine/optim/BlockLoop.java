package dev.ravine.optim;

/// What one stage does, a block at a time.
///
/// [#run] is one branch-free loop over one index, so that the JIT compiler vectorizes it; the same
/// element has the same index in every array. Several threads may run different blocks at the same
/// time, so nothing but [#begin] may write fields.
@FunctionalInterface
public interface BlockLoop {

  /// Prepares what depends on the step alone, in double.
  ///
  /// @param step the step that begins
  default void begin(Step step) {}

  /// Works on one block.
  ///
  /// @param block arrays and range
  void run(Block block);
}
