package dev.ravine.cluster.host;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Asks shards, and waits for their answers.
///
/// @param <S> what a shard is
public final class ShardCalls<S> {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ShardClient<S> client;
  private final int shards;
  private final CompletableFuture<Void> broken = new CompletableFuture<>();

  /// Before it asks.
  ///
  /// @param host where the shards lie
  /// @param shards how many
  public ShardCalls(ShardHost<S> host, int shards) {
    this.shards = shards;
    client =
        new ShardClient<>(
            host,
            shards,
            Runnable::run,
            reason -> broken.completeExceptionally(new ShardsLostException(reason)));
  }

  /// Asks one shard.
  ///
  /// @param shard its number
  /// @param operation may be done again
  /// @param <R> what it gives
  /// @throws ShardsLostException if it can't answer
  public <R> R one(int shard, ShardOperation<S, R> operation) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    client.ask(shard, operation, answer::complete);
    return await(answer);
  }

  /// Asks all shards.
  ///
  /// @param operations of each; may be done again
  /// @param <R> what each gives
  /// @return the answers in order
  /// @throws ShardsLostException if one can't answer
  public <R> List<R> all(IntFunction<ShardOperation<S, R>> operations) {
    List<CompletableFuture<R>> answers =
        IntStream.range(0, shards)
            .mapToObj(shard -> {
              CompletableFuture<R> answer = new CompletableFuture<>();
              client.ask(shard, operations.apply(shard), answer::complete);
              return answer;
            })
            .toList();
    return answers.stream().map(this::await).toList();
  }

  /// An interrupt is kept for later.
  private <R> R await(CompletableFuture<R> answer) {
    boolean interrupted = false;
    long end = System.nanoTime() + DEADLINE.toNanos();
    try {
      while (true) {
        try {
          CompletableFuture.anyOf(answer, broken)
              .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          return answer.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ShardsLostException lost
          ? lost
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new ShardsLostException("no shard answered for %d s".formatted(DEADLINE.toSeconds()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
