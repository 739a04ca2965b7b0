package dev.ravine.cluster.host;

import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardOperation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Shards in this process, each behind a lock: who asks does the work. Safe for use by several
/// threads.
public final class InProcessHost implements ShardHost {

  private record Kept(Shard shard, ReentrantLock lock) {}

  private final Map<Integer, Kept> shards = new ConcurrentHashMap<>();

  /// Without shards.
  public InProcessHost() {}

  @Override
  public void install(int number, Shard shard) {
    shards.put(number, new Kept(shard, new ReentrantLock()));
  }

  @Override
  public <R> void apply(int number, ShardOperation<R> operation, Consumer<Reply<R>> then) {
    Kept kept = shards.get(number);
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
