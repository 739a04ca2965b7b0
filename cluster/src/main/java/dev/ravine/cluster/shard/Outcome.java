package dev.ravine.cluster.shard;

/// What became of a [Push].
public sealed interface Outcome {

  /// The parameters were updated.
  ///
  /// @param version of the parameters now
  /// @param staleness how many gradients were applied between the version that this one was
  ///   computed at and itself
  record Applied(long version, long staleness) implements Outcome {}

  /// It was applied before.
  ///
  /// @param version of the parameters now
  record Duplicate(long version) implements Outcome {}

  /// It was not applied, and never will be.
  ///
  /// @param reason a sentence without its end
  record Refused(String reason) implements Outcome {}
}
