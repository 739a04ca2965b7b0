package dev.ravine.cluster.shard;

/// What is done to a shard where it lies. It depends on the shard and on itself alone, so that a
/// copy of the shard may do it again.
///
/// @param <S> the type of the shard
/// @param <R> what it gives
public interface ShardOperation<S, R> {

  /// Does it.
  ///
  /// @param shard nobody else touches it meanwhile
  R applyTo(S shard);

  /// The same with arrays of its own, for hosts that do it later, or more than once.
  ShardOperation<S, R> copy();
}
