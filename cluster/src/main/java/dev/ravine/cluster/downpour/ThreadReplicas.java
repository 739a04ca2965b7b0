package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Replicas in this process, a thread each.
public final class ThreadReplicas implements ReplicaPool {

  private final DownpourPlan plan;
  private final ShardHost<Shard> host;
  private final List<BatchGradient> batches;
  private final List<Replica> replicas;
  private final ExecutorService threads;

  /// How many batches each replica drew before this object was resumed.
  private final long[] drawnBefore;

  private Optional<String> refusal = Optional.empty();
  private @Nullable Crew crew;

  /// Before they begin to work.
  ///
  /// @param plan what they are to do
  /// @param partition of the parameters
  /// @param host where the shards lie
  public ThreadReplicas(DownpourPlan plan, Partition partition, ShardHost<Shard> host) {
    this.plan = plan;
    this.host = host;
    batches = IntStream.range(0, plan.replicas()).mapToObj(plan::batches).toList();
    replicas =
        IntStream.range(0, plan.replicas())
            .mapToObj(r -> new Replica(r, partition, plan.exchange()))
            .toList();
    drawnBefore = new long[plan.replicas()];
    threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("replica-", 0).factory());
  }

  @Override
  public void resume(List<Long> drawn) {
    for (int r = 0; r < drawnBefore.length; r++) {
      drawnBefore[r] = drawn.get(r);
      batches.get(r).skip(drawnBefore[r]);
    }
  }

  @Override
  public void begin(long before, long last) {
    crew = new Crew(replicas, batches, host, before, last, plan.warmStart(), threads);
  }

  @Override
  public boolean isWorking() {
    return crew != null;
  }

  private Crew working() {
    Crew working = crew;
    if (working == null) {
      throw new IllegalStateException("replicas must have been begun");
    }
    return working;
  }

  @Override
  public OptionalDouble next(long step) {
    return working().next(step);
  }

  @Override
  public List<Double> end() {
    Crew ending = working();
    crew = null;
    List<Double> untold = ending.end();
    refusal = ending.refusal();
    return untold;
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  @Override
  public Traffic traffic() {
    return replicas.stream().map(Traffic::of).reduce(Traffic.NONE, Traffic::and);
  }

  @Override
  public List<Long> drawn() {
    return IntStream.range(0, replicas.size())
        .mapToObj(r -> drawnBefore[r] + replicas.get(r).steps())
        .toList();
  }

  @Override
  public void close() {
    threads.close();
  }
}
