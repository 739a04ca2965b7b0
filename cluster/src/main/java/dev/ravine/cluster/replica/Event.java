package dev.ravine.cluster.replica;

import dev.ravine.cluster.host.ShardHost.Reply;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Outcome;

/// What a [Replica] is told.
public sealed interface Event {

  /// It is to begin, or to go on after it has left.
  record Begun() implements Event {}

  /// The gradient that it asked for is in its array.
  ///
  /// @param loss of the batch
  record Computed(double loss) implements Event {}

  /// It is to compute no more: all steps are done.
  record Ended() implements Event {}

  /// A shard answered a fetch.
  ///
  /// @param shard its number
  /// @param reply its parameters
  record Fetched(int shard, Reply<Content> reply) implements Event {}

  /// A shard answered a push.
  ///
  /// @param shard its number
  /// @param reply what became of the push
  record Pushed(int shard, Reply<Outcome> reply) implements Event {}
}
