package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.shard.ShardOperation;
import java.util.Optional;
import java.util.function.Function;

/// What the coordinator asks a shard for: it is done once, though it may come again. It is not
/// changed after it was made.
///
/// @param <R> what the shard answers; nothing if a later request has come
final class Request<R> implements ShardOperation<VectorShard, Optional<R>> {

  private final long number;
  private final Function<VectorShard, R> action;

  /// @param number larger than those of requests before it
  /// @param action on the shard alone
  Request(long number, Function<VectorShard, R> action) {
    this.number = number;
    this.action = action;
  }

  @Override
  public Optional<R> applyTo(VectorShard shard) {
    return shard.once(number, () -> action.apply(shard));
  }

  @Override
  public Request<R> copy() {
    return this;
  }
}
