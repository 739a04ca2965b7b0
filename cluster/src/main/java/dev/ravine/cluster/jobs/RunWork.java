package dev.ravine.cluster.jobs;

import dev.ravine.cluster.desk.Deliver;
import dev.ravine.cluster.desk.DeskWire;
import dev.ravine.cluster.desk.RunDesk;
import dev.ravine.cluster.desk.Stretch;
import dev.ravine.cluster.desk.StretchResult;
import dev.ravine.cluster.desk.StretchWork;
import dev.ravine.cluster.desk.Take;
import dev.ravine.cluster.desk.Vacate;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.nn.train.Training;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does all steps of a run, one process alone.
///
/// @param cluster where
/// @param job of the run
/// @param training what the run is
/// @param log is told in lines what it does
/// @param abandoned is called if the run's coordinator is gone
record RunWork(
    Cluster cluster, Job job, Training training, Consumer<String> log, Runnable abandoned)
    implements JobWork {

  private static final Duration WAIT = Duration.ofMillis(5);

  @Override
  public boolean work(String worker) throws InterruptedException {
    try (ShardHost<RunDesk> host = cluster.shards(DeskWire.KIND, job.run())) {
      ShardCalls<RunDesk> desk = new ShardCalls<>(host, 1);
      Take.Answer first = desk.one(0, new Take(worker, false));
      if (!first.own()) {
        return false;
      }
      String label = training.optimizer().toString();
      log.accept("a run of %s begins here".formatted(label));
      try (Heartbeat _ = Heartbeat.begin(() -> beat(worker, desk), abandoned)) {
        workWhileOwn(worker, desk);
      } catch (InterruptedException e) {
        desk.one(0, new Vacate(worker));
        throw e;
      } finally {
        log.accept("a run of %s has ended here".formatted(label));
      }
      return true;
    }
  }

  private void workWhileOwn(String worker, ShardCalls<RunDesk> desk) throws InterruptedException {
    StretchWork work = new StretchWork(training);
    while (true) {
      Take.Answer answer = desk.one(0, new Take(worker, true));
      if (!answer.own()) {
        return;
      }
      if (answer.stretch().isPresent()) {
        desk.one(0, new Deliver(worker, done(work, answer.stretch().get())));
      } else {
        TimeUnit.NANOSECONDS.sleep(WAIT.toNanos());
      }
    }
  }

  /// What goes wrong here would anywhere: who has the run done is told.
  private StretchResult done(StretchWork work, Stretch stretch) {
    try {
      return work.run(stretch);
    } catch (RuntimeException | OutOfMemoryError e) {
      log.accept("a run failed: " + e);
      return StretchResult.failed(stretch, e.toString());
    }
  }

  private static Optional<Long> beat(String worker, ShardCalls<RunDesk> desk) {
    Take.Answer answer = desk.one(0, new Take(worker, false));
    return answer.own() ? Optional.of(answer.asked()) : Optional.empty();
  }
}
