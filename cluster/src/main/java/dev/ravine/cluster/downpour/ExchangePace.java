package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.nn.objective.BatchGradient;
import java.time.Duration;
import java.util.Arrays;

/// How long a replica computes, and how long it exchanges numbers with shards: what says how often
/// it should.
///
/// @param step the seconds of a gradient
/// @param exchange the seconds of a push and a fetch
public record ExchangePace(double step, double exchange) {

  /// The longest that exchanges may take, over the time of gradients.
  public static final double SHARE = 0.2;

  /// Until the compiler is done: a gradient takes ten times as long for seconds.
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  private static final Duration WARM_UP_OF_EXCHANGE = Duration.ofSeconds(1);
  private static final int MEASURED = 15;

  /// Measures both, with shards that nobody else uses.
  ///
  /// @param plan what replicas and shards will do
  /// @param host where shards will lie
  public static ExchangePace measure(DownpourPlan plan, ShardHost<Shard> host) {
    BatchGradient batches = plan.batches(0);
    Partition partition = plan.partition(batches.layout());
    float[] theta = batches.initial();
    float[] gradient = new float[theta.length];
    double step = median(WARM_UP, () -> batches.next(theta, gradient));
    plan.shards(partition, host, theta);
    ShardCalls<Shard> shards = new ShardCalls<>(host, plan.shards());
    long[] sequence = {0};
    double exchange =
        median(
            WARM_UP_OF_EXCHANGE,
            () -> {
              long next = ++sequence[0];
              shards.all(shard -> new Push(0, next, next - 1, partition.part(shard, gradient)));
              shards.all(shard ->
                  new Read(
                      false,
                      plan.exchange().compression().format(),
                      new float[partition.size(shard)]));
            });
    return new ExchangePace(step, exchange);
  }

  private static double median(Duration warmUp, Runnable work) {
    for (long end = System.nanoTime() + warmUp.toNanos(); System.nanoTime() < end; ) {
      work.run();
    }
    double[] seconds = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long begun = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - begun) * 1e-9;
    }
    Arrays.sort(seconds);
    return seconds[MEASURED / 2];
  }

  /// After how many steps to exchange, so that it takes no more than [#SHARE] of the time of
  /// gradients.
  public int every() {
    return (int) Math.max(1, Math.ceil(exchange / (SHARE * step)));
  }

  /// The share of its time that a replica computes.
  ///
  /// @param every after how many steps it exchanges
  public double efficiency(int every) {
    return step / (step + exchange / every);
  }
}
