package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.replica.ReplicaThread;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Replicas at work, a thread each, for some steps.
final class Crew implements ReplicaThread.Steps {

  /// How many steps each may be ahead of the one that is asked for. One alone is not, so that what
  /// is changed between two steps holds from the next one on.
  private static final int AHEAD = 16;

  private final List<Replica> replicas;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayGoOn = lock.newCondition();
  private final Condition stepDone = lock.newCondition();
  private final Deque<Double> done = new ArrayDeque<>();
  private final long last;
  private final long warmStart;
  private long completed;
  private long taken;
  private long allowed;
  private int working;
  private boolean ending;
  private Optional<String> refusal = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  /// Begins.
  ///
  /// @param replicas before their beginning
  /// @param batches of each
  /// @param host of the shards
  /// @param before how many steps are done
  /// @param last the last step to do
  /// @param warmStart how many steps the first replica does alone
  /// @param threads one for each
  Crew(
      List<Replica> replicas,
      List<BatchGradient> batches,
      ShardHost<Shard> host,
      long before,
      long last,
      long warmStart,
      Executor threads) {
    this.replicas = replicas;
    this.last = last;
    this.warmStart = replicas.size() == 1 ? 0 : warmStart;
    completed = before;
    taken = before;
    allowed = before;
    working = replicas.size();
    for (int r = 0; r < replicas.size(); r++) {
      ReplicaThread thread = new ReplicaThread(replicas.get(r), batches.get(r), host, this);
      boolean waits = r > 0;
      threads.execute(() -> work(thread, waits));
    }
  }

  private void work(ReplicaThread thread, boolean waits) {
    try {
      if (!waits || join()) {
        thread.run().ifPresent(this::refuse);
      }
    } catch (Throwable thrown) {
      fail(thrown);
    } finally {
      ended();
    }
  }

  private void ended() {
    lock.lock();
    try {
      working--;
      stepDone.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void refuse(String reason) {
    ending(() -> refusal = Optional.of(reason));
  }

  private void fail(Throwable thrown) {
    ending(() -> failure = Optional.of(thrown));
  }

  private void ending(Runnable why) {
    lock.lock();
    try {
      why.run();
      ending = true;
      mayGoOn.signalAll();
      stepDone.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the end of the warm start.
  ///
  /// @return whether there is something to do
  private boolean join() throws InterruptedException {
    lock.lock();
    try {
      while (completed < warmStart && !ending) {
        mayGoOn.await();
      }
      return !ending;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean take() throws InterruptedException {
    lock.lock();
    try {
      while (taken >= allowed && taken < last && !ending) {
        mayGoOn.await();
      }
      if (taken >= last || ending) {
        return false;
      }
      taken++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void done(double loss) {
    lock.lock();
    try {
      completed++;
      done.add(loss);
      stepDone.signal();
      if (completed == warmStart) {
        mayGoOn.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a step that was not asked for yet. An interrupt is kept for later: a step is short.
  ///
  /// @param step its number
  /// @return its loss; empty if there is none, since a replica can't go on
  OptionalDouble next(long step) {
    lock.lock();
    try {
      int several = replicas.size() == 1 ? 0 : replicas.size();
      boolean waiting = taken >= allowed;
      allowed = Math.max(allowed, step + (long) AHEAD * several);
      if (waiting) {
        mayGoOn.signalAll();
      }
      while (done.isEmpty() && !ending) {
        stepDone.awaitUninterruptibly();
      }
      return done.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(done.remove());
    } finally {
      lock.unlock();
    }
  }

  /// Lets all end after the step they are at, and waits for them.
  ///
  /// @return losses of steps that nobody has asked for
  List<Double> end() {
    ending(() -> {});
    lock.lock();
    try {
      while (working > 0) {
        stepDone.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    failure.ifPresent(Crew::rethrow);
    return List.copyOf(done);
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /// Why a replica could not go on, if so: to be asked after the end.
  Optional<String> refusal() {
    return refusal;
  }
}
