package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.layout.ParameterLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Computes for whatever run has a free seat, until it is closed.
public final class Worker implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(1);
  private static final int BEATS_WITHOUT_COORDINATOR = 5;

  /// A job that was read, or can't be.
  private record Prepared(Optional<DownpourPlan> plan, ParameterLayout layout) {}

  private final Cluster cluster;
  private final TrainingReader reader;
  private final Consumer<String> log;
  private final String name;
  private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

  /// Runs on the board that nobody coordinates.
  private final Set<String> abandoned = ConcurrentHashMap.newKeySet();

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /// Before it works.
  ///
  /// @param cluster where runs are
  /// @param reader of jobs
  /// @param name of this process, for people
  /// @param log is told what it does, in lines
  public Worker(Cluster cluster, TrainingReader reader, String name, Consumer<String> log) {
    this.cluster = cluster;
    this.reader = reader;
    this.name = name;
    this.log = log;
  }

  /// Works, a thread for each seat.
  ///
  /// @param seats how many it takes at most
  public void start(int seats) {
    IntStream.range(0, seats)
        .mapToObj(
            number -> Thread.ofPlatform().daemon().name("replica-" + number).start(this::work))
        .forEach(threads::add);
  }

  private void work() {
    while (!closed) {
      try {
        if (!workForOne()) {
          TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
      } catch (InterruptedException e) {
        // Its seat was not its own any more, or it is closed.
      } catch (ShardsLostException e) {
        // The coordinator meets the same, and says what is to be done.
        pause();
      } catch (RuntimeException e) {
        log.accept("a replica failed: " + e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(BETWEEN_BEATS.toNanos());
    } catch (InterruptedException e) {
      // It looks whether it is closed.
    }
  }

  private boolean workForOne() throws InterruptedException {
    List<Job> jobs = cluster.jobs();
    List<String> posted = jobs.stream().map(Job::run).toList();
    prepared.keySet().retainAll(posted);
    abandoned.retainAll(posted);
    for (Job job : jobs) {
      if (!abandoned.contains(job.run()) && work(job)) {
        return true;
      }
    }
    return false;
  }

  private boolean work(Job job) throws InterruptedException {
    try (ShardHost<StepLedger> host = cluster.ledger(job.run())) {
      ShardCalls<StepLedger> ledger = new ShardCalls<>(host, 1);
      Prepared known = prepared.get(job.run());
      if (known == null) {
        known = prepared.computeIfAbsent(job.run(), run -> prepare(job, ledger));
      }
      if (known.plan().isEmpty()) {
        return false;
      }
      Optional<Join.Place> place = ledger.one(0, new Join(name + " " + UUID.randomUUID()));
      if (place.isEmpty()) {
        return false;
      }
      take(place.get(), job, known.plan().get(), known.layout(), ledger);
      return true;
    }
  }

  private void take(
      Join.Place place,
      Job job,
      DownpourPlan plan,
      ParameterLayout layout,
      ShardCalls<StepLedger> ledger)
      throws InterruptedException {
    log.accept("replica %d of %d takes part".formatted(place.seat() + 1, job.seats()));
    Partition partition = plan.partition(layout);
    try (ShardHost<Shard> host = cluster.parameters(job.run())) {
      SeatedReplica replica = new SeatedReplica(place, plan, partition, host, ledger);
      Thread beating = Thread.ofPlatform().daemon().name("beat").unstarted(beats(replica, job));
      beating.start();
      try {
        replica.run();
      } finally {
        beating.interrupt();
        log.accept("replica %d of %d has left".formatted(place.seat() + 1, job.seats()));
      }
    }
  }

  /// Says that a replica is alive, and ends it if its coordinator is not: then others may have
  /// seats for it.
  private Runnable beats(SeatedReplica replica, Job job) {
    Thread working = Thread.currentThread();
    return () -> {
      try {
        long looks = -1;
        int unchanged = 0;
        while (unchanged < BEATS_WITHOUT_COORDINATOR) {
          TimeUnit.NANOSECONDS.sleep(BETWEEN_BEATS.toNanos());
          Optional<Long> now = replica.beat();
          if (now.isEmpty()) {
            working.interrupt();
            return;
          }
          unchanged = now.get() == looks ? unchanged + 1 : 0;
          looks = now.get();
        }
        abandoned.add(job.run());
        log.accept("the coordinator of a run is gone");
        working.interrupt();
      } catch (InterruptedException | ShardsLostException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private Prepared prepare(Job job, ShardCalls<StepLedger> ledger) {
    try {
      Training training = reader.read(job.training());
      if (!(training.method() instanceof Downpour method)) {
        throw new IllegalArgumentException(
            "only downpour has replicas elsewhere, not %s".formatted(training.method()));
      }
      DownpourPlan plan = method.plan(training);
      ParameterLayout layout = plan.batches(0).layout();
      Optional<String> difference =
          Fingerprint.difference(Fingerprint.of(training, method, layout), job.fingerprint());
      if (difference.isPresent()) {
        throw new IllegalArgumentException(difference.get());
      }
      return new Prepared(Optional.of(plan), layout);
    } catch (RuntimeException e) {
      String reason = "%s does not take part: %s".formatted(name, e.getMessage());
      log.accept(reason);
      ledger.one(0, new Decline(reason));
      return new Prepared(Optional.empty(), ParameterLayout.empty());
    }
  }

  /// Ends all that goes on.
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
