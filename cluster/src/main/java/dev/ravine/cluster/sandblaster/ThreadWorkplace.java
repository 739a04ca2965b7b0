package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/// Replicas are threads of this process; the coordinator is on the caller's.
public final class ThreadWorkplace implements Workplace {

  private final ShardHost<VectorShard> host;
  private final BlockingQueue<Runnable> ofCoordinator = new LinkedBlockingQueue<>();
  private final List<ExecutorService> threads = new ArrayList<>();
  private volatile boolean closed;

  /// Shards in this process; without threads.
  public ThreadWorkplace() {
    this(new InProcessHost<>());
  }

  /// Shards elsewhere; without threads.
  ///
  /// @param host where they lie
  public ThreadWorkplace(ShardHost<VectorShard> host) {
    this.host = host;
  }

  @Override
  public ShardHost<VectorShard> host() {
    return host;
  }

  @Override
  public void tell(Runnable task) {
    ofCoordinator.add(task);
  }

  /// An interrupt is kept for later.
  @Override
  public void until(BooleanSupplier done) {
    boolean interrupted = false;
    while (!done.getAsBoolean()) {
      try {
        ofCoordinator.take().run();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a replica throws, the coordinator throws. None begins anew.
  @Override
  public Desk desk(int replica, Runnable again) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("replica-" + replica).factory());
    threads.add(thread);
    return new Desk(
        task ->
            thread.execute(() -> {
              try {
                task.run();
              } catch (Throwable thrown) {
                if (!closed) {
                  tell(() -> rethrow(thrown));
                }
              }
            }),
        Runnable::run,
        host);
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a replica failed: " + thrown.getMessage(), thrown);
  }

  /// What is evaluated by those that were late, nobody waits for.
  @Override
  public void close() {
    closed = true;
    threads.forEach(ExecutorService::shutdownNow);
    threads.forEach(ExecutorService::close);
    host.close();
  }
}
