package dev.ravine.bench;

/// Something to be timed, with all its preparation done.
@FunctionalInterface
public interface Work {

  /// Does it once.
  void run();
}
