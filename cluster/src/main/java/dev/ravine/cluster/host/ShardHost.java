package dev.ravine.cluster.host;

import java.util.function.Consumer;

/// Keeps shards, and does one operation at a time on each of them.
///
/// @param <S> what a shard is
public interface ShardHost<S> extends AutoCloseable {

  /// What became of an operation.
  ///
  /// @param <R> what it gives
  sealed interface Reply<R> {

    /// It was done.
    ///
    /// @param result what it gave
    /// @param <R> its type
    record Done<R>(R result) implements Reply<R> {}

    /// Nobody knows whether it was done: the same operation may be asked for again.
    ///
    /// @param reason a sentence without its end
    /// @param <R> what it would have given
    record Lost<R>(String reason) implements Reply<R> {}

    /// It can't be done, and asking again is of no use.
    ///
    /// @param reason a sentence without its end
    /// @param <R> what it would have given
    record Failed<R>(String reason) implements Reply<R> {}

    /// There is no such shard, so that it was not done.
    ///
    /// @param <R> what it would have given
    record Missing<R>() implements Reply<R> {}
  }

  /// Puts a shard in its place. Nothing else makes one.
  ///
  /// @param number from 0
  /// @param shard at its beginning, or as a checkpoint had it
  void install(int number, S shard);

  /// Does an operation where the shard lies.
  ///
  /// @param number of the shard
  /// @param operation belongs to the host until it answers
  /// @param then is told, by any thread, before or after this call returns
  /// @param <R> what the operation gives
  <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then);

  /// Gives up all shards.
  @Override
  void close();
}
