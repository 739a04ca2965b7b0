package dev.ravine.cluster;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.replica.ReplicaThread;
import dev.ravine.nn.objective.BatchGradient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Replicas at work, a thread each, for some steps.
final class Crew implements ReplicaThread.Steps {

  /// How many steps each may be ahead of the one that is asked for. One alone is not, so that what
  /// is changed between two steps holds from the next one on.
  private static final int AHEAD = 4;

  private final List<Replica> replicas;
  private final List<Thread> threads;
  private final Deque<Double> done = new ArrayDeque<>();
  private final long last;
  private final long warmStart;
  private long completed;
  private long taken;
  private long allowed;
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
  Crew(
      List<Replica> replicas,
      List<BatchGradient> batches,
      ShardHost host,
      long before,
      long last,
      long warmStart) {
    this.replicas = replicas;
    this.last = last;
    this.warmStart = replicas.size() == 1 ? 0 : warmStart;
    completed = before;
    taken = before;
    allowed = before;
    threads =
        IntStream.range(0, replicas.size())
            .mapToObj(r -> {
              ReplicaThread thread = new ReplicaThread(replicas.get(r), batches.get(r), host, this);
              return Thread.ofPlatform()
                  .daemon()
                  .name("replica-" + r)
                  .unstarted(() -> work(thread, r > 0));
            })
            .toList();
    threads.forEach(Thread::start);
  }

  private void work(ReplicaThread thread, boolean waits) {
    try {
      if (!waits || join()) {
        thread.run().ifPresent(this::refuse);
      }
    } catch (Throwable thrown) {
      fail(thrown);
    }
  }

  private synchronized void refuse(String reason) {
    refusal = Optional.of(reason);
    ending = true;
    notifyAll();
  }

  private synchronized void fail(Throwable thrown) {
    failure = Optional.of(thrown);
    ending = true;
    notifyAll();
  }

  /// Waits for the end of the warm start.
  ///
  /// @return whether there is something to do
  private synchronized boolean join() throws InterruptedException {
    while (completed < warmStart && !ending) {
      wait();
    }
    return !ending;
  }

  @Override
  public synchronized boolean take() throws InterruptedException {
    while (taken >= allowed && taken < last && !ending) {
      wait();
    }
    if (taken >= last || ending) {
      return false;
    }
    taken++;
    return true;
  }

  @Override
  public synchronized void done(double loss) {
    completed++;
    done.add(loss);
    notifyAll();
  }

  /// Waits for a step that was not asked for yet. An interrupt is kept for later: a step is short.
  ///
  /// @param step its number
  /// @return its loss; empty if there is none, since a replica can't go on
  synchronized OptionalDouble next(long step) {
    int several = replicas.size() == 1 ? 0 : replicas.size();
    allowed = Math.max(allowed, step + (long) AHEAD * several);
    notifyAll();
    boolean interrupted = false;
    while (done.isEmpty() && !ending) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return done.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(done.remove());
  }

  /// Lets all end after the step they are at, and waits for them.
  ///
  /// @return losses of steps that nobody has asked for
  List<Double> end() {
    synchronized (this) {
      ending = true;
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      boolean joined = false;
      while (!joined) {
        try {
          thread.join();
          joined = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ended();
  }

  private synchronized List<Double> ended() {
    if (failure.isPresent()) {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
    return List.copyOf(done);
  }

  /// Why a replica could not go on, if so.
  synchronized Optional<String> refusal() {
    return refusal;
  }

  List<Replica> replicas() {
    return replicas;
  }
}
