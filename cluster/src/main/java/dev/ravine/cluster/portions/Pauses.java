package dev.ravine.cluster.portions;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Pauses between questions: longer the longer nothing changes.
public final class Pauses {

  private static final Duration SHORTEST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofMillis(50);

  private long nanos = SHORTEST.toNanos();

  /// Before the first.
  public Pauses() {}

  /// How long the next one is.
  public long next() {
    long now = nanos;
    nanos = Math.min(LONGEST.toNanos(), nanos + nanos / 4);
    return now;
  }

  /// Waits.
  ///
  /// @throws InterruptedException if the thread is interrupted
  public void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(next());
  }
}
