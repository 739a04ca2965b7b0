package dev.ravine.cluster.replica;

import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;

/// What a [Replica] wants to be done.
public sealed interface Command {

  /// Compute a gradient at its parameters, of the next batch.
  record Compute() implements Command {}

  /// Ask a shard for its parameters.
  ///
  /// @param shard its number
  /// @param read the question
  record Fetch(int shard, Read read) implements Command {}

  /// Bring a gradient to a shard.
  ///
  /// @param shard its number
  /// @param push the gradient
  record Send(int shard, Push push) implements Command {}

  /// Nothing any more: it has ended, and all that it pushed was acknowledged.
  record Leave() implements Command {}

  /// Nothing any more: it can't go on.
  ///
  /// @param reason a sentence without its end
  record Fail(String reason) implements Command {}

  /// Nothing any more: shards are not there, or do not answer.
  ///
  /// @param reason a sentence without its end
  record Lose(String reason) implements Command {}
}
