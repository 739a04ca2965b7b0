package dev.ravine.optim;

/// What one stage does, a block at a time.
///
/// [#run] is one branch-free loop over one index, so that the JIT compiler vectorizes it; the same
/// element has the same index in every array. Several threads may run different blocks at the same
/// time, so nothing but [#begin] may write fields; what must survive the step belongs into slots
/// and scalars.
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

  /// Asked after [#begin]: whether the step goes on after this stage. If not, the stage still works
  /// on all blocks, but what follows rests, and the step does not count.
  ///
  /// @return false to end the step here
  default boolean proceeds() {
    return true;
  }
}
