package dev.ravine.cluster.jobs;

import dev.ravine.cluster.desk.Collect;
import dev.ravine.cluster.desk.DeskWire;
import dev.ravine.cluster.desk.Order;
import dev.ravine.cluster.desk.RunDesk;
import dev.ravine.cluster.desk.Stretch;
import dev.ravine.cluster.desk.StretchResult;
import dev.ravine.cluster.desk.Stretches;
import dev.ravine.cluster.desk.Vacate;
import dev.ravine.cluster.host.ClusterException;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Stretches of a run that a worker does, by way of the run's desk. A worker that nobody has heard
/// of for five seconds loses the run to another.
final class RemoteStretches implements Stretches {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final Duration WITHOUT_WORKER = Duration.ofMillis(100);
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);
  private static final long NO_STRETCH = 0;

  private final Cluster cluster;
  private final Attendance attendance;
  private final String run = UUID.randomUUID().toString();
  private final ShardHost<RunDesk> host;
  private final ShardCalls<RunDesk> desk;
  private final Silence<String> silence;

  /// While nobody asks for a step, as in an evaluation, a worker must know that somebody will.
  private final Thread waiting = Thread.ofPlatform().daemon().name("sign").unstarted(this::sign);

  private RemoteStretches(Cluster cluster, Attendance attendance) {
    this.cluster = cluster;
    this.attendance = attendance;
    host = cluster.shards(DeskWire.KIND, run);
    desk = new ShardCalls<>(host, 1);
    silence = new Silence<>(attendance.silence());
  }

  /// Puts a run on the board.
  ///
  /// @param description of the training
  /// @param fingerprint of what is trained
  static RemoteStretches begin(
      Cluster cluster, String description, String fingerprint, Attendance attendance) {
    RemoteStretches stretches = new RemoteStretches(cluster, attendance);
    stretches.host.install(0, new RunDesk());
    try {
      cluster.publish(new Job(stretches.run, description, fingerprint, Job.Kind.RUN, 1));
    } catch (RuntimeException e) {
      stretches.close();
      throw e;
    }
    stretches.waiting.start();
    return stretches;
  }

  /// An interrupt does not end it: a stretch is short.
  @Override
  public StretchResult run(Stretch stretch) {
    desk.one(0, new Order(stretch));
    boolean interrupted = false;
    try {
      while (true) {
        Collect.Answer answer = desk.one(0, new Collect(stretch.number()));
        attendance.note(run, answer.worker().isPresent(), answer.refusal());
        if (answer.result().isPresent()) {
          return checked(answer.result().get());
        }
        silence
            .look(answer.worker().map(worker -> Map.of(worker, answer.heard())).orElse(Map.of()))
            .forEach(this::vacate);
        LockSupport.parkNanos(
            (answer.worker().isPresent() ? BETWEEN_LOOKS : WITHOUT_WORKER).toNanos());
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static StretchResult checked(StretchResult result) {
    result
        .failure()
        .ifPresent(reason -> {
          throw new ClusterException("a run failed where it was done: " + reason);
        });
    return result;
  }

  private void sign() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_SIGNS.toNanos());
        desk.one(0, new Collect(NO_STRETCH));
      }
    } catch (InterruptedException | ShardsLostException e) {
      Thread.currentThread().interrupt(); // whoever asks for a step meets the same
    }
  }

  private void vacate(String worker) {
    desk.one(0, new Vacate(worker));
  }

  @Override
  public void close() {
    waiting.interrupt();
    attendance.end(run);
    cluster.withdraw(run);
    host.close();
  }
}
