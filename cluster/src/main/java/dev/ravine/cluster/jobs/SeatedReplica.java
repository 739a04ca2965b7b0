package dev.ravine.cluster.jobs;

import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.downpour.Traffic;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.ledger.Beat;
import dev.ravine.cluster.ledger.Join;
import dev.ravine.cluster.ledger.Report;
import dev.ravine.cluster.ledger.Resign;
import dev.ravine.cluster.ledger.StepLedger;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.replica.ReplicaThread;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A replica in its seat: it takes steps from the run's ledger, a few at a time, until the seat is
/// not its own any more.
final class SeatedReplica implements ReplicaThread.Steps {

  /// How often it reports, about.
  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(50);

  private static final Duration WAIT = Duration.ofMillis(5);
  private static final long MOST_STEPS = 64;

  private final ShardCalls<StepLedger> ledger;
  private final Replica replica;
  private final ReplicaThread thread;
  private final long number;
  private final List<Double> losses = new ArrayList<>();
  private long reports;
  private long granted;
  private long wanted = 1;
  private long asked = System.nanoTime();
  private boolean gone;

  /// @param place its seat
  /// @param plan what it is to do
  /// @param partition of the parameters
  /// @param host where the shards lie
  /// @param ledger of the run
  SeatedReplica(
      Join.Place place,
      DownpourPlan plan,
      Partition partition,
      ShardHost<Shard> host,
      ShardCalls<StepLedger> ledger) {
    this.ledger = ledger;
    number = place.replica();
    BatchGradient batches = plan.batches(place.seat());
    batches.skip(place.drawn());
    replica = new Replica(number, partition, plan.exchange());
    thread = new ReplicaThread(replica, batches, host, this);
  }

  /// Works until its seat is not its own any more.
  ///
  /// @throws InterruptedException if the thread is interrupted while it waits
  void run() throws InterruptedException {
    try {
      work();
    } catch (InterruptedException e) {
      ledger.one(0, new Resign(number));
      throw e;
    }
  }

  private void work() throws InterruptedException {
    Optional<String> failure = Optional.empty();
    while (!gone && failure.isEmpty()) {
      ask(true, Optional.empty(), Optional.empty());
      if (granted > 0) {
        failure = workUntilPhaseEnds();
      } else {
        TimeUnit.NANOSECONDS.sleep(WAIT.toNanos());
      }
    }
    if (!gone) {
      ask(false, failure, Optional.empty());
    }
  }

  private Optional<String> workUntilPhaseEnds() throws InterruptedException {
    try {
      return thread.run();
    } catch (ShardsLostException e) {
      ask(false, Optional.empty(), Optional.ofNullable(e.getMessage()));
      throw e;
    }
  }

  @Override
  public boolean take() throws InterruptedException {
    while (granted == 0) {
      Report.State state = ask(false, Optional.empty(), Optional.empty());
      if (state == Report.State.LEAVE || state == Report.State.GONE) {
        return false;
      }
      if (state == Report.State.WAIT) {
        TimeUnit.NANOSECONDS.sleep(WAIT.toNanos());
      }
    }
    granted--;
    return true;
  }

  @Override
  public void done(double loss) {
    losses.add(loss);
  }

  private Report.State ask(boolean left, Optional<String> failure, Optional<String> lost) {
    learnPace();
    Report report =
        new Report(number, ++reports, losses, left, Traffic.of(replica), wanted, failure, lost);
    Report.Orders orders = ledger.one(0, report);
    losses.clear();
    granted = orders.steps();
    gone = orders.state() == Report.State.GONE;
    asked = System.nanoTime();
    return orders.state();
  }

  private void learnPace() {
    if (!losses.isEmpty()) {
      double each = (double) (System.nanoTime() - asked) / losses.size();
      wanted = Math.clamp(Math.round(BETWEEN_REPORTS.toNanos() / each), 1, MOST_STEPS);
    }
  }

  /// Says that it is alive. For any thread.
  ///
  /// @return how often the coordinator has looked; empty if the seat is not its own any more
  Optional<Long> beat() {
    return ledger.one(0, new Beat(number));
  }
}
