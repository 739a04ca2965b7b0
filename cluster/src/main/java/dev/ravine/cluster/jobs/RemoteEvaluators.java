package dev.ravine.cluster.jobs;

import dev.ravine.cluster.host.ClusterException;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.portions.BeginEvaluation;
import dev.ravine.cluster.portions.BoardMessage;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.portions.LookAtPortions;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.sandblaster.Evaluators;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Workers that evaluate portions, by way of the run's board. A thread of its own looks there, and
/// takes seats from those that it has not heard of for five seconds; what they had is done by
/// others.
final class RemoteEvaluators implements Evaluators {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final Duration BETWEEN_WATCHES = Duration.ofMillis(200);
  private static final Duration WITHOUT_REPLICAS = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Job job;
  private final int portions;
  private final Consumer<String> progress;
  private final ShardHost<PortionBoard> host;
  private final ShardCalls<PortionBoard> board;
  private final Silence<String> silence = new Silence<>(Silence.USUAL);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("coordinator").unstarted(this::watch);

  private volatile int taking;
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private Counts counts = new Counts(0, 0, 0);

  /// Before its run is published.
  ///
  /// @param job of the run
  /// @param portions of an evaluation
  /// @param progress is told in lines how many replicas take part
  RemoteEvaluators(Cluster cluster, Job job, int portions, Consumer<String> progress) {
    this.cluster = cluster;
    this.job = job;
    this.portions = portions;
    this.progress = progress;
    host = cluster.shards(BoardWire.KIND, job.run());
    board = new ShardCalls<>(host, 1);
  }

  @Override
  public void begin() {
    host.install(0, new PortionBoard(portions, job.seats()));
    cluster.publish(job);
    thread.start();
  }

  /// An interrupt does not end it: an evaluation is short.
  @Override
  public double evaluate(long number) {
    board.one(0, new BeginEvaluation(number));
    long occupied = System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        LookAtPortions.Progress seen = board.one(0, new LookAtPortions());
        check(seen);
        if (seen.evaluation() == number && seen.isComplete()) {
          counts = new Counts(seen.completed(), seen.again(), seen.exchanged());
          return seen.value();
        }
        if (taking > 0) {
          occupied = System.nanoTime();
        } else if (System.nanoTime() - occupied > WITHOUT_REPLICAS.toNanos()) {
          throw new ClusterException(
              "no replica has taken part for %d s%s: members with --work do"
                  .formatted(
                      WITHOUT_REPLICAS.toSeconds(),
                      seen.refusal().map(reason -> " (" + reason + ")").orElse("")));
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
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
    try {
      while (true) {
        LookAtPortions.Progress seen = board.one(0, new LookAtPortions());
        silence
            .look(seen.heard())
            .forEach(gone -> board.one(0, new BoardMessage(BoardMessage.Kind.GONE, gone)));
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
  public Counts counts() {
    return counts;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.withdraw(job.run());
    host.close();
  }
}
