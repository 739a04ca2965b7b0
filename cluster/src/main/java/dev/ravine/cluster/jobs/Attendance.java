package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ClusterException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Which of the runs that are done together have workers. While some have, the others may wait;
/// when none has had one for a minute in which somebody asked, nothing will come of it. For any
/// number of threads.
public final class Attendance {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Consumer<String> progress;
  private final Duration silence;
  private final Duration longest;
  private final Set<String> attended = new HashSet<>();
  private Optional<Long> last = Optional.empty();
  private Optional<ClusterException> failure = Optional.empty();
  private long looked;
  private int told;
  private boolean stopped;

  /// Without runs.
  ///
  /// @param progress is told in lines how many are done
  public Attendance(Consumer<String> progress) {
    this(progress, Silence.USUAL, LONGEST);
  }

  Attendance(Consumer<String> progress, Duration silence, Duration longest) {
    this.progress = progress;
    this.silence = silence;
    this.longest = longest;
  }

  /// How long a worker that is not heard of keeps its run.
  Duration silence() {
    return silence;
  }

  /// Notes whether a run has a worker now, and tells how many have.
  ///
  /// @param run its name
  /// @param has whether it has
  /// @param refusal why a worker does not do it, if so
  /// @throws ClusterException if no run has had one for too long
  /// @throws CancellationException if it has none, and is to wait no longer
  synchronized void note(String run, boolean has, Optional<String> refusal) {
    check(run, has, refusal);
    if (attended.size() > told) {
      told = attended.size();
      progress.accept(told == 1 ? "1 worker" : told + " workers");
    }
  }

  /// Notes whether a run has a worker now.
  ///
  /// @param run its name
  /// @param has whether it has
  /// @param refusal why a worker does not do it, if so
  /// @throws ClusterException if no run has had one for too long
  /// @throws CancellationException if it has none, and is to wait no longer
  synchronized void check(String run, boolean has, Optional<String> refusal) {
    if (has) {
      attended.add(run);
    } else {
      attended.remove(run);
    }
    if (stopped && !has) {
      throw new CancellationException("stopped while a run waited for a worker");
    }
    long now = System.nanoTime();
    boolean late = now - looked > silence.toNanos();
    looked = now;
    if (!attended.isEmpty() || last.isEmpty() || late) {
      last = Optional.of(now);
    }
    if (failure.isEmpty() && now - last.get() > longest.toNanos()) {
      failure =
          Optional.of(
              new ClusterException(
                  "no worker has taken a run for %d s%s: members with --work do"
                      .formatted(
                          longest.toSeconds(),
                          refusal.map(reason -> " (" + reason + ")").orElse(""))));
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /// Lets no run wait for a worker any more.
  public synchronized void stop() {
    stopped = true;
  }

  /// Notes that a run has ended.
  ///
  /// @param run its name
  synchronized void end(String run) {
    if (attended.remove(run)) {
      last = Optional.of(System.nanoTime());
    }
  }
}
