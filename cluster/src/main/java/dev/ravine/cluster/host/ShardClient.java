package dev.ravine.cluster.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Asks shards for operations that may be done again, until they answer.
///
/// @param <S> what a shard is
public final class ShardClient<S> {

  private final ShardHost<S> host;
  private final int shards;
  private final Executor own;
  private final Consumer<String> failed;

  /// Before it asks.
  ///
  /// @param host where the shards lie
  /// @param shards how many
  /// @param own does what follows on an answer
  /// @param failed is told in a sentence without its end why a shard can't answer
  public ShardClient(ShardHost<S> host, int shards, Executor own, Consumer<String> failed) {
    this.host = host;
    this.shards = shards;
    this.own = own;
    this.failed = failed;
  }

  /// Asks one shard.
  ///
  /// @param shard its number
  /// @param operation belongs to the host until the answer
  /// @param then is told the answer
  /// @param <R> what the operation gives
  public <R> void ask(int shard, ShardOperation<S, R> operation, Consumer<R> then) {
    host.apply(
        shard, operation, reply -> own.execute(() -> answered(shard, operation, reply, then)));
  }

  private <R> void answered(
      int shard, ShardOperation<S, R> operation, ShardHost.Reply<R> reply, Consumer<R> then) {
    switch (reply) {
      case ShardHost.Reply.Done<R>(R result) -> then.accept(result);
      case ShardHost.Reply.Lost<R> lost -> ask(shard, operation, then);
      case ShardHost.Reply.Missing<R> none -> failed.accept("shard %d is missing".formatted(shard));
      case ShardHost.Reply.Failed<R>(String reason) -> failed.accept(reason);
    }
  }

  /// Asks all shards.
  ///
  /// @param operations of each
  /// @param then is told the answers of all, in order
  /// @param <R> what an operation gives
  public <R> void askAll(IntFunction<ShardOperation<S, R>> operations, Consumer<List<R>> then) {
    List<List<R>> answers = new ArrayList<>(Collections.nCopies(shards, List.of()));
    int[] left = {shards};
    for (int shard = 0; shard < shards; shard++) {
      int from = shard;
      ask(
          shard,
          operations.apply(shard),
          answer -> {
            answers.set(from, List.of(answer));
            if (--left[0] == 0) {
              then.accept(answers.stream().map(List::getFirst).toList());
            }
          });
    }
  }
}
