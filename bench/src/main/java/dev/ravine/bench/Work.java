package dev.ravine.bench;

/// Something to be timed.
@FunctionalInterface
public interface Work {

  /// Does it once.
  void run();

  /// Makes ready for the next time, which is not timed.
  default void prepare() {}
}
