package dev.ravine.cluster.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Shards in this process, each behind a lock: who asks does the work. Safe for use by several
/// threads.
///
/// @param <S> what a shard is
public final class InProcessHost<S> implements ShardHost<S> {

  private record Kept<S>(S shard, ReentrantLock lock) {}

  private final Map<Integer, Kept<S>> shards = new ConcurrentHashMap<>();

  /// Without shards.
  public InProcessHost() {}

  @Override
  public void install(int number, S shard) {
    shards.put(number, new Kept<>(shard, new ReentrantLock()));
  }

  @Override
  public <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then) {
    Kept<S> kept = shards.get(number);
    if (kept == null) {
      then.accept(new Reply.Missing<>());
      return;
    }
    R result;
    kept.lock.lock();
    try {
      result = operation.applyTo(kept.shard);
    } finally {
      kept.lock.unlock();
    }
    then.accept(new Reply.Done<>(result));
  }

  @Override
  public void close() {
    shards.clear();
  }
}
