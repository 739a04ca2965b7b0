package dev.ravine.hazelcast;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.ravine.cluster.host.ShardsLostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// When what failed is tried again: for half a minute, ever less often. All that is asked of
/// members may be done twice.
final class Retry {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final long begun = System.nanoTime();
  private Duration pause = FIRST_PAUSE;

  /// Why there is no use in trying again, if so.
  ///
  /// @param what was asked, as the beginning of a sentence
  /// @param thrown by the last trial
  /// @return a sentence without its end, or null
  @Nullable String over(String what, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    long waited = System.nanoTime() - begun;
    boolean ended =
        cause instanceof HazelcastClientNotActiveException
            || cause instanceof HazelcastInstanceNotActiveException;
    return ended || waited > DEADLINE.toNanos()
        ? "%s did not answer for %.0f s (%s)"
            .formatted(what, waited * 1e-9, cause.getClass().getSimpleName())
        : null;
  }

  /// How long to wait before the next trial.
  Duration pause() {
    Duration now = pause;
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    return now;
  }

  /// Tries until it is done.
  ///
  /// @param what is asked, as the beginning of a sentence
  /// @param trial may be done twice
  /// @throws ShardsLostException if it is not done in time
  static <T extends @Nullable Object> T until(String what, Supplier<T> trial) {
    Retry retry = new Retry();
    while (true) {
      try {
        return trial.get();
      } catch (RuntimeException e) {
        String over = retry.over(what, e);
        if (over != null) {
          throw new ShardsLostException(over);
        }
        sleep(retry.pause());
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShardsLostException("waiting for members was interrupted");
    }
  }
}
