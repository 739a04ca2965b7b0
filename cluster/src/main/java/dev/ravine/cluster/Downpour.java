package dev.ravine.cluster;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.host.ShardHost.Reply;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.replica.ReplicaThread;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/// Downpour SGD in this process: replicas, a thread each, learn from disjoint parts of the examples
/// and push gradients to shards, on which any rule runs that looks at single elements.
///
/// ```java
/// DownpourSummary summary =
///     Downpour.of(Training.of(model, data).optimizer("adagrad(0.02)").epochs(10).build())
///         .replicas(2)
///         .run();
/// ```
///
/// One replica that exchanges after each step has the bits of plain training; several depend on
/// which is faster, so that no two runs are the same.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.1.
public final class Downpour {

  private final Training training;
  private int replicas = 1;
  private int shards = 1;
  private Exchange exchange = Exchange.EACH_STEP;
  private long warmStart;
  private ObjDoubleConsumer<Long> onStep = (step, loss) -> {};

  private Downpour(Training training) {
    this.training = training;
  }

  /// Begins with one replica and one shard, which exchange after each step.
  ///
  /// @param training what to do; its epochs are of all replicas together, its patience has no part
  ///   in this
  public static Downpour of(Training training) {
    return new Downpour(training);
  }

  /// Sets how many replicas compute gradients.
  ///
  /// @param value 1 or more; each gets a part of the examples, a batch of them at least
  public Downpour replicas(int value) {
    replicas = value;
    return this;
  }

  /// Sets into how many shards the parameters are cut.
  ///
  /// @param value 1 or more; they change no bit
  public Downpour shards(int value) {
    shards = value;
    return this;
  }

  /// Sets how often replicas and shards exchange numbers.
  ///
  /// @param value each step, waiting, if it is not set
  public Downpour exchange(Exchange value) {
    exchange = value;
    return this;
  }

  /// Lets the first replica begin alone.
  ///
  /// @param steps how many it does before the others join
  public Downpour warmStart(long steps) {
    warmStart = steps;
    return this;
  }

  /// Is told of each step's number and loss, by any thread, one at a time.
  ///
  /// @param listener of steps
  public Downpour onStep(ObjDoubleConsumer<Long> listener) {
    onStep = listener;
    return this;
  }

  /// Trains.
  ///
  /// @throws IllegalArgumentException if the recipe does not run on shards, or there are too few
  ///   examples for the replicas
  /// @throws IllegalStateException if training diverged
  /// @throws InterruptedException if the thread was interrupted
  public DownpourSummary run() throws InterruptedException {
    if (exchange.overlaps()) {
      throw new IllegalArgumentException(
          "overlaps is for messages that take time: in this process a push is done when it is asked for");
    }
    DownpourPlan plan = new DownpourPlan(training, replicas, shards, exchange, warmStart);
    List<BatchGradient> batches = IntStream.range(0, replicas).mapToObj(plan::batches).toList();
    Partition partition = plan.partition(batches.getFirst());
    List<Shard> all = plan.shards(partition, batches.getFirst().initial());
    try (ShardHost host = new InProcessHost()) {
      partition.stream().forEach(shard -> host.install(shard, all.get(shard)));
      long start = System.nanoTime();
      List<Replica> working =
          IntStream.range(0, replicas).mapToObj(r -> new Replica(r, partition, exchange)).toList();
      work(host, working, batches);
      double seconds = (System.nanoTime() - start) * 1e-9;
      DownpourSummary summary = plan.summary(weights(host, partition), working, all, seconds);
      if (summary.acknowledged() != summary.applied()) {
        throw new IllegalStateException(
            "%d pushes were acknowledged, but %d applied"
                .formatted(summary.acknowledged(), summary.applied()));
      }
      return summary;
    }
  }

  private void work(ShardHost host, List<Replica> working, List<BatchGradient> batches)
      throws InterruptedException {
    Budget budget = new Budget(replicas == 1 ? 0 : warmStart);
    try (ExecutorService threads = Executors.newFixedThreadPool(replicas)) {
      List<Future<?>> running = new ArrayList<>();
      for (int r = 0; r < replicas; r++) {
        ReplicaThread thread = new ReplicaThread(working.get(r), batches.get(r), host, budget);
        boolean first = r == 0;
        running.add(
            threads.submit(() -> {
              if (!first) {
                budget.joined.await();
              }
              boolean ended = false;
              try {
                thread.run();
                ended = true;
              } finally {
                if (!ended) {
                  budget.end();
                }
                budget.joined.countDown();
              }
              return null;
            }));
      }
      try {
        for (Future<?> future : running) {
          future.get();
        }
      } catch (ExecutionException e) {
        throw failed(e);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static IllegalStateException failed(ExecutionException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(
        Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
  }

  /// The steps of all replicas together.
  private final class Budget implements ReplicaThread.Steps {

    private final AtomicLong taken = new AtomicLong();
    private final CountDownLatch joined;
    private long done;

    Budget(long alone) {
      joined = new CountDownLatch(alone > 0 ? 1 : 0);
    }

    /// No replica is to begin another step.
    void end() {
      taken.set(training.steps());
    }

    @Override
    public boolean take() {
      return taken.getAndIncrement() < training.steps();
    }

    @Override
    public synchronized void done(double loss) {
      done++;
      onStep.accept(done, loss);
      if (done >= warmStart) {
        joined.countDown();
      }
    }
  }

  private static float[] weights(ShardHost host, Partition partition) {
    List<float[]> parts = new ArrayList<>();
    partition.stream()
        .forEach(shard -> {
          AtomicReference<Reply<Content>> answer = new AtomicReference<>(new Reply.Missing<>());
          host.apply(shard, new Read(true, new float[partition.size(shard)]), answer::set);
          if (!(answer.get() instanceof Reply.Done<Content>(Content content))) {
            throw new IllegalStateException("shard %d is missing".formatted(shard));
          }
          parts.add(content.weights());
        });
    return partition.whole(parts);
  }
}
