package dev.ravine.hazelcast;

import com.hazelcast.map.IMap;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.ShardKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Shards that members keep, each with its backups. What nobody knows to be done is asked for
/// again, for half a minute.
///
/// @param <S> what a shard is
final class HazelcastHost<S> implements ShardHost<S> {

  private final ShardKind<S> kind;
  private final IMap<String, StoredShard<?>> shards;
  private final ShardKeys keys;

  /// @param kind of the shards
  /// @param shards of a run
  /// @param keys under which they lie
  HazelcastHost(ShardKind<S> kind, IMap<String, StoredShard<?>> shards, ShardKeys keys) {
    this.kind = kind;
    this.shards = shards;
    this.keys = keys;
  }

  @Override
  public void install(int number, S shard) {
    StoredShard<S> stored = new StoredShard<>(kind, shard);
    Retry.until(
        "members asked to keep a shard",
        () -> {
          shards.set(keys.choose(number), stored);
          return true;
        });
  }

  @Override
  public <R> void apply(int number, ShardOperation<S, R> operation, Consumer<Reply<R>> then) {
    byte[] written = Fields.bytes(operation, ShardOperation::write);
    new Attempt<>(number, operation, written, then).begin();
  }

  private final class Attempt<R> {

    private final int number;
    private final ShardOperation<S, R> operation;
    private final byte[] written;
    private final Consumer<Reply<R>> then;
    private final Retry retry = new Retry();

    Attempt(int number, ShardOperation<S, R> operation, byte[] written, Consumer<Reply<R>> then) {
      this.number = number;
      this.operation = operation;
      this.written = written;
      this.then = then;
    }

    void begin() {
      try {
        Optional<String> key = keys.of(number);
        if (key.isEmpty()) {
          then.accept(new Reply.Missing<>());
          return;
        }
        shards
            .submitToKey(key.get(), new ApplyOperation(written))
            .whenComplete((answer, thrown) -> {
              if (thrown == null) {
                then.accept(reply(answer));
              } else {
                failed(thrown);
              }
            });
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    private Reply<R> reply(byte[] answer) {
      return switch (answer[0]) {
        case Answer.DONE -> new Reply.Done<>(Fields.value(answer, 1, operation::readResult));
        case Answer.MISSING -> new Reply.Missing<>();
        default -> new Reply.Failed<>(Answer.reason(answer));
      };
    }

    private void failed(Throwable thrown) {
      String over = retry.over("shard " + number, thrown);
      if (over != null) {
        then.accept(new Reply.Failed<>(over));
      } else {
        CompletableFuture.delayedExecutor(retry.pause().toNanos(), TimeUnit.NANOSECONDS)
            .execute(this::begin);
      }
    }
  }

  /// Shards stay until their run is withdrawn.
  @Override
  public void close() {}
}
