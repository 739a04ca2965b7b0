package dev.ravine.cluster.wire;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Keeps shards as bytes alone: each operation, its answer and the shard after it are written and
/// read, as if each were done in another process.
public final class WrittenHost<S> implements ShardHost<S> {

  private final Wire<S> wire;
  private final Map<Integer, byte[]> shards = new ConcurrentHashMap<>();

  public WrittenHost(Wire<S> wire) {
    this.wire = wire;
  }

  @Override
  public void install(int number, S shard) {
    shards.put(number, Fields.bytes(shard, wire::writeShard));
  }

  @Override
  public <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then) {
    if (!shards.containsKey(number)) {
      then.accept(new Reply.Missing<>());
      return;
    }
    byte[] question = Fields.bytes(operation, ShardOperation::write);
    byte[][] answer = new byte[1][];
    shards.computeIfPresent(
        number,
        (same, bytes) -> {
          S shard = Fields.value(bytes, wire::readShard);
          answer[0] = answer(Fields.value(question, wire::readOperation), shard);
          return Fields.bytes(shard, wire::writeShard);
        });
    then.accept(new Reply.Done<>(Fields.value(answer[0], operation::readResult)));
  }

  private static <S, R> byte[] answer(ShardOperation<S, R> read, S shard) {
    return Fields.bytes(read.applyTo(shard), read::writeResult);
  }

  @Override
  public void close() {
    shards.clear();
  }
}
