package dev.ravine.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A few threads that run the parts of one short operation side by side, the caller among them.
///
/// Built for operations of some ten microseconds: waiting threads spin for a moment before they
/// sleep, and a run allocates nothing. One operation at a time: callers that share a team are
/// served in turn.
public final class ThreadTeam implements AutoCloseable {

  /// The parts of an operation.
  @FunctionalInterface
  public interface Task {
    /// Runs one part; the parts run at the same time.
    ///
    /// @param part 0 … size of the team − 1
    void run(int part);
  }

  private static final int SPINS = 20_000;

  private final Thread[] workers;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger generation = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private @Nullable Task task;

  /// A team of the given size.
  ///
  /// @param threads 1 or more, the caller's own thread counted
  public ThreadTeam(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    workers = new Thread[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      int part = i + 1;
      workers[i] = Thread.ofPlatform().daemon().name("ravine-team-" + part).start(() -> work(part));
    }
  }

  /// How many parts run side by side.
  ///
  /// @return 1 or more
  public int size() {
    return workers.length + 1;
  }

  /// Runs all parts and returns when the last is done.
  ///
  /// @param task is called once for each part
  /// @throws IllegalStateException if a part failed in another thread, with its failure as cause;
  ///   if the team is closed; or if a part runs parts itself
  public void run(Task task) {
    if (workers.length == 0) {
      task.run(0);
      return;
    }
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a part of an operation must not run parts itself");
    }
    turn.lock();
    try {
      runInTurn(task);
    } finally {
      turn.unlock();
    }
  }

  private void runInTurn(Task task) {
    if (closed) {
      throw new IllegalStateException("the thread team is closed");
    }
    this.task = task;
    failure = null;
    pending.set(workers.length);
    generation.incrementAndGet();
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
    try {
      task.run(0);
    } finally {
      awaitOthers();
    }
    Throwable failed = failure;
    if (failed != null) {
      throw new IllegalStateException("a part of an operation failed", failed);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // where threads outnumber cores, spinning starves them
  private void awaitOthers() {
    int spins = 0;
    while (pending.get() > 0) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private void work(int part) {
    int seen = 0;
    while (true) {
      int spins = 0;
      while (generation.get() == seen && !closed) {
        if (++spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = generation.get();
      Task current = task;
      try {
        if (current != null) {
          current.run(part);
        }
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        pending.decrementAndGet();
      }
    }
  }

  /// Ends the team's threads, after the operation that is under way.
  ///
  /// @throws IllegalStateException if a part of an operation closes its own team
  @Override
  public void close() {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a part of an operation must not close its own team");
    }
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
  }
}
