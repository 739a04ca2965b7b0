package dev.ravine.cluster.jobs;

import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.downpour.ReplicaPool;
import dev.ravine.cluster.downpour.Traffic;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.ledger.Begin;
import dev.ravine.cluster.ledger.Evict;
import dev.ravine.cluster.ledger.LedgerWire;
import dev.ravine.cluster.ledger.Look;
import dev.ravine.cluster.ledger.StepLedger;
import dev.ravine.cluster.shard.Fence;
import dev.ravine.cluster.shard.Shard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The replicas of a run as its coordinator sees them: workers that take seats, by way of the run's
/// ledger. A thread of its own looks there, and takes seats from those that it has not heard of for
/// five seconds: shards refuse them first, so that what they pushed is counted.
final class RemoteReplicas implements ReplicaPool {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /// How many steps each seat may be ahead of the one that is asked for.
  private static final int AHEAD = 64;

  private final Cluster cluster;
  private final Job job;
  private final DownpourPlan plan;
  private final ShardHost<StepLedger> host;
  private final ShardCalls<StepLedger> ledger;
  private final ShardCalls<Shard> shards;
  private final Attendance attendance;
  private final Consumer<String> progress;
  private final Silence<Long> silence = new Silence<>(Silence.USUAL);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("coordinator").unstarted(this::watch);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Double> losses = new ArrayDeque<>();
  private List<Look.Status> seats = List.of();
  private List<Long> drawnBefore;
  private Optional<String> refusal = Optional.empty();
  private Optional<String> declined = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();
  private long phase;
  private long allowed;
  private long known;
  private boolean ending;
  private boolean settled;
  private boolean begun;
  private boolean working;
  private boolean closed;
  private int taking;

  RemoteReplicas(
      Cluster cluster,
      Job job,
      DownpourPlan plan,
      ShardHost<Shard> shards,
      Attendance attendance,
      Consumer<String> progress) {
    this.attendance = attendance;
    this.cluster = cluster;
    this.job = job;
    this.plan = plan;
    this.progress = progress;
    this.shards = new ShardCalls<>(shards, plan.shards());
    host = cluster.shards(LedgerWire.KIND, job.run());
    ledger = new ShardCalls<>(host, 1);
    drawnBefore = Collections.nCopies(plan.replicas(), 0L);
  }

  @Override
  public void resume(List<Long> drawn) {
    drawnBefore = List.copyOf(drawn);
  }

  @Override
  public void begin(long before, long last) {
    if (!begun) {
      begun = true;
      host.install(0, new StepLedger(drawnBefore, plan.warmStart()));
      cluster.publish(job);
      thread.start();
    }
    long next = phase + 1;
    ledger.one(0, new Begin(next, before, last));
    lock.lock();
    try {
      phase = next;
      allowed = before;
      known = 0;
      ending = false;
      working = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isWorking() {
    return working;
  }

  @Override
  public OptionalDouble next(long step) {
    lock.lock();
    try {
      allowed = Math.max(allowed, step + (long) AHEAD * plan.replicas());
      while (losses.isEmpty() && !ending) {
        checkFailure();
        changed.awaitUninterruptibly();
      }
      return losses.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(losses.remove());
    } finally {
      lock.unlock();
    }
  }

  private void checkFailure() {
    failure.ifPresent(thrown -> {
      working = false;
      throw thrown;
    });
  }

  @Override
  public List<Double> end() {
    lock.lock();
    try {
      ending = true;
      settled = false;
      while (!settled) {
        checkFailure();
        changed.awaitUninterruptibly();
      }
      working = false;
      List<Double> untold = List.copyOf(losses);
      losses.clear();
      return untold;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    try {
      while (!closed) {
        look();
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException thrown) {
    lock.lock();
    try {
      failure = Optional.of(thrown);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Look question() {
    lock.lock();
    try {
      return new Look(phase, allowed, ending, known);
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    Look asked = question();
    Look.Progress seen = ledger.one(0, asked);
    evictThoseThatAreGone(seen);
    lock.lock();
    try {
      if (asked.phase() == phase && seen.phase() == phase) {
        learn(asked, seen);
      }
    } finally {
      lock.unlock();
    }
  }

  private void learn(Look asked, Look.Progress seen) {
    List<Double> news = seen.losses().subList((int) (known - seen.from()), seen.losses().size());
    losses.addAll(news);
    known += news.size();
    declined = seen.declined();
    seats = seen.seats();
    seen.lost()
        .ifPresent(reason -> {
          throw new ShardsLostException(reason);
        });
    if (seen.failure().isPresent()) {
      refusal = seen.failure();
      ending = true;
    }
    tellHowMany();
    settled = asked.ending() && seats.stream().allMatch(seat -> seat.isFree() || seat.left());
    changed.signalAll();
  }

  private void tellHowMany() {
    int now = (int) seats.stream().filter(seat -> !seat.isFree()).count();
    if (working) {
      attendance.check(job.run(), now > 0, declined);
    }
    if (now != taking) {
      taking = now;
      progress.accept("%d of %d replicas".formatted(now, seats.size()));
    }
  }

  private void evictThoseThatAreGone(Look.Progress seen) {
    Set<Long> silent = silence.look(seen.beats());
    for (Look.Status seat : seen.seats()) {
      boolean stuck = seen.failure().isPresent() && !seat.left();
      if (!seat.isFree() && (seat.resigned() || silent.contains(seat.replica()) || stuck)) {
        evict(seat.replica());
      }
    }
  }

  private void evict(long replica) {
    long applied =
        shards.all(shard -> new Fence(replica)).stream().mapToLong(Long::longValue).sum();
    ledger.one(0, new Evict(replica, applied));
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  @Override
  public Traffic traffic() {
    lock.lock();
    try {
      return seats.stream().map(Look.Status::traffic).reduce(Traffic.NONE, Traffic::and);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Long> drawn() {
    lock.lock();
    try {
      return seats.isEmpty()
          ? drawnBefore
          : new ArrayList<>(seats.stream().map(Look.Status::drawn).toList());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
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
