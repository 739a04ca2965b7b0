package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ClusterException;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.portions.BeginEvaluation;
import dev.ravine.cluster.portions.BoardMessage;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.portions.LookAtPortions;
import dev.ravine.cluster.portions.Pauses;
import dev.ravine.cluster.portions.PortionBoard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Workers that do portions of what a run needs, by way of the run's board. A thread of its own
/// looks there, and takes seats from those that it has not heard of for five seconds; what they had
/// is done by others.
final class RemotePortions implements AutoCloseable {

  private static final Duration BETWEEN_WATCHES = Duration.ofMillis(200);
  private static final LookAtPortions WATCH = new LookAtPortions(-1);

  private final Cluster cluster;
  private final Job job;
  private final Attendance attendance;
  private final Consumer<String> progress;
  private final ShardHost<PortionBoard> host;
  private final ShardCalls<PortionBoard> calls;
  private final Silence<String> silence = new Silence<>(Silence.USUAL);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("coordinator").unstarted(this::watch);

  private volatile Optional<RuntimeException> failure = Optional.empty();

  /// Before its run is published.
  ///
  /// @param job of the run
  /// @param attendance of workers at all runs that are done together
  /// @param progress is told in lines how many replicas take part
  RemotePortions(Cluster cluster, Job job, Attendance attendance, Consumer<String> progress) {
    this.cluster = cluster;
    this.job = job;
    this.attendance = attendance;
    this.progress = progress;
    host = cluster.shards(BoardWire.KIND, job.run());
    calls = new ShardCalls<>(host, 1);
  }

  /// Publishes the run: all else that it needs is there.
  ///
  /// @param board at its beginning
  void begin(PortionBoard board) {
    host.install(0, board);
    cluster.publish(job);
    thread.start();
  }

  /// Has portions done, and waits. An interrupt does not end it.
  ///
  /// @param work what is to be done
  /// @throws java.util.concurrent.CancellationException if it is to wait for replicas no longer
  LookAtPortions.Progress run(BeginEvaluation work) {
    calls.one(0, work);
    Pauses pauses = new Pauses();
    boolean interrupted = false;
    try {
      while (true) {
        LookAtPortions.Progress seen = calls.one(0, new LookAtPortions(work.number()));
        check(seen);
        if (seen.evaluation() == work.number() && seen.isComplete()) {
          return seen;
        }
        attendance.check(job.run(), !seen.heard().isEmpty(), seen.refusal());
        LockSupport.parkNanos(pauses.next());
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void check(LookAtPortions.Progress seen) {
    seen.failure()
        .ifPresent(reason -> {
          throw new ClusterException("a replica failed: " + reason);
        });
    failure.ifPresent(thrown -> {
      throw thrown;
    });
  }

  private void watch() {
    int taking = 0;
    try {
      while (true) {
        LookAtPortions.Progress seen = calls.one(0, WATCH);
        silence
            .look(seen.heard())
            .forEach(gone -> calls.one(0, new BoardMessage(BoardMessage.Kind.GONE, gone)));
        int now = seen.heard().size();
        if (now != taking) {
          progress.accept("%d of %d replicas".formatted(now, job.seats()));
        }
        taking = now;
        TimeUnit.NANOSECONDS.sleep(BETWEEN_WATCHES.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    attendance.end(job.run());
    cluster.withdraw(job.run());
    host.close();
  }
}
