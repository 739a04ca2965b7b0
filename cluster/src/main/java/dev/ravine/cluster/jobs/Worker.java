package dev.ravine.cluster.jobs;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.Rounds;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.desk.DeskWire;
import dev.ravine.cluster.desk.Refuse;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardOperation;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.ledger.Decline;
import dev.ravine.cluster.ledger.LedgerWire;
import dev.ravine.cluster.portions.BoardMessage;
import dev.ravine.cluster.portions.BoardReplica;
import dev.ravine.cluster.portions.BoardWire;
import dev.ravine.cluster.portions.PortionBoard;
import dev.ravine.cluster.rounds.RoundWork;
import dev.ravine.cluster.rounds.RoundsReplica;
import dev.ravine.cluster.sandblaster.SandblasterReplica;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.cluster.wire.ShardKind;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.layout.ParameterLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Computes for whatever run has a free seat, until it is closed.
public final class Worker implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final TrainingReader reader;
  private final Consumer<String> log;
  private final String name;

  /// By run; nothing for jobs that can't be done here.
  private final Map<String, Optional<JobWork>> prepared = new ConcurrentHashMap<>();

  /// Runs on the board that nobody coordinates, with when that was noticed.
  private final Map<String, Long> abandoned = new ConcurrentHashMap<>();

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
    while (true) {
      Thread.interrupted(); // of work that is over
      if (closed) {
        return;
      }
      try {
        if (!workForOne()) {
          TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
      } catch (InterruptedException e) {
        // Its seat was not its own any more, or it is closed.
      } catch (ShardsLostException e) {
        // The coordinator meets the same, and says what is to be done.
        pause();
      } catch (RuntimeException | OutOfMemoryError e) {
        log.accept("work for a run failed: " + e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    } catch (InterruptedException e) {
      // It looks whether it is closed.
    }
  }

  private boolean workForOne() throws InterruptedException {
    List<Job> jobs = cluster.jobs();
    List<String> posted = jobs.stream().map(Job::run).toList();
    prepared.keySet().retainAll(posted);
    abandoned.keySet().retainAll(posted);
    abandoned.values().removeIf(since -> System.nanoTime() - since > FORGOTTEN.toNanos());
    for (Job job : jobs) {
      if (!abandoned.containsKey(job.run()) && work(job)) {
        return true;
      }
    }
    return false;
  }

  private boolean work(Job job) throws InterruptedException {
    Optional<JobWork> work = prepared.computeIfAbsent(job.run(), run -> prepare(job));
    try {
      return work.isPresent() && work.get().work(name + " " + UUID.randomUUID());
    } catch (ShardsLostException e) {
      if (cluster.jobs().contains(job)) {
        throw e;
      }
      return true; // its run has ended
    }
  }

  private Optional<JobWork> prepare(Job job) {
    try {
      Training training = reader.read(job.training());
      ParameterLayout layout = new BatchGradient(training.objective(), new ThreadTeam(1)).layout();
      Fingerprint.difference(Fingerprint.of(training, training.method(), layout), job.fingerprint())
          .ifPresent(difference -> {
            throw new IllegalArgumentException(difference);
          });
      return Optional.of(work(job, training, layout));
    } catch (RuntimeException e) {
      String reason = "%s does not take part: %s".formatted(name, e.getMessage());
      log.accept(reason);
      refuse(job, reason);
      return Optional.empty();
    }
  }

  private JobWork work(Job job, Training training, ParameterLayout layout) {
    Runnable abandoned =
        () -> {
          this.abandoned.put(job.run(), System.nanoTime());
          log.accept("the coordinator of a run is gone");
        };
    if (job.kind() == Job.Kind.RUN) {
      return new RunWork(cluster, job, training, log, abandoned);
    }
    return switch (training.method()) {
      case Downpour downpour ->
          new ReplicaWork(cluster, job, downpour.plan(training), layout, log, abandoned);
      case Sandblaster sandblaster ->
          onBoard(
              job,
              training,
              (worker, board) ->
                  new SandblasterReplica(
                      worker,
                      Sandblaster.objective(training),
                      sandblaster.shards(),
                      sandblaster.portionsOf(training.objective()),
                      cluster.shards(VectorWire.KIND, job.run()),
                      board),
              abandoned);
      case Rounds rounds -> {
        RoundWork parts = new RoundWork(rounds.plan(training));
        yield onBoard(
            job, training, (worker, board) -> new RoundsReplica(worker, parts, board), abandoned);
      }
      default ->
          throw new IllegalArgumentException(
              "%s has no replicas elsewhere".formatted(training.method()));
    };
  }

  private JobWork onBoard(
      Job job,
      Training training,
      BiFunction<String, ShardCalls<PortionBoard>, BoardReplica> replicas,
      Runnable abandoned) {
    return new BoardWork(cluster, job, training.method().toString(), replicas, log, abandoned);
  }

  private void refuse(Job job, String reason) {
    switch (job.kind()) {
      case RUN -> tell(DeskWire.KIND, job, new Refuse(reason));
      case REPLICAS -> tell(LedgerWire.KIND, job, new Decline(reason));
      case PORTIONS ->
          tell(BoardWire.KIND, job, new BoardMessage(BoardMessage.Kind.REFUSAL, reason));
    }
  }

  private <S> void tell(ShardKind<S> kind, Job job, ShardOperation<S, ?> operation) {
    try (ShardHost<S> host = cluster.shards(kind, job.run())) {
      new ShardCalls<>(host, 1).one(0, operation);
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
