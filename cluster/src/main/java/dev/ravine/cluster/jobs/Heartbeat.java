package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ShardsLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Says once a second that a thread is at work, and interrupts it when its work is not its own any
/// more, or nobody waits for it: then others may have it do something.
final class Heartbeat implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int WITHOUT_COORDINATOR = 5;

  private final Supplier<Optional<Long>> beat;
  private final Runnable abandoned;
  private final Thread working = Thread.currentThread();
  private boolean done;
  private final Thread beating = Thread.ofPlatform().daemon().name("beat").unstarted(this::run);

  private Heartbeat(Supplier<Optional<Long>> beat, Runnable abandoned) {
    this.beat = beat;
    this.abandoned = abandoned;
  }

  /// Begins, for the thread that calls.
  ///
  /// @param beat says it, and is told how often the coordinator has looked; empty if the work is
  ///   not the thread's own any more
  /// @param abandoned is called if the coordinator is gone
  static Heartbeat begin(Supplier<Optional<Long>> beat, Runnable abandoned) {
    Heartbeat heartbeat = new Heartbeat(beat, abandoned);
    heartbeat.beating.start();
    return heartbeat;
  }

  private void run() {
    try {
      long looks = -1;
      int unchanged = 0;
      while (unchanged < WITHOUT_COORDINATOR) {
        TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
        Optional<Long> now = beat.get();
        if (now.isEmpty()) {
          interrupt();
          return;
        }
        unchanged = now.get() == looks ? unchanged + 1 : 0;
        looks = now.get();
      }
      abandoned.run();
      interrupt();
    } catch (InterruptedException | ShardsLostException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      interrupt();
    }
  }

  /// Not what the thread does next.
  private synchronized void interrupt() {
    if (!done) {
      working.interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      done = true;
    }
    beating.interrupt();
  }
}
