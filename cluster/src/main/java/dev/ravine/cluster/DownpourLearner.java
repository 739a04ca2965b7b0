package dev.ravine.cluster;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost.Reply;
import dev.ravine.cluster.replica.Numbers;
import dev.ravine.cluster.replica.Replica;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardGroup;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.StepCost;
import dev.ravine.nn.train.StepMeter;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Learns by replicas on threads of their own. A step is one of any replica. Between two epochs,
/// and wherever all parameters have to stand still, the replicas push what they have and wait.
final class DownpourLearner implements Learner {

  private static final String DRAWN = "drawn";
  private static final String UNTOLD = "lossesUntold";
  private static final String TRAFFIC = "traffic";

  private final DownpourPlan plan;
  private final Partition partition;
  private final List<BatchGradient> batches;
  private final ExecutorService threads;
  private final InProcessHost<Shard> host = new InProcessHost<>();
  private final StepMeter meter = new StepMeter();

  /// Losses of steps that were done ahead of being asked for.
  private final Deque<Double> untold = new ArrayDeque<>();

  private final List<Replica> replicas;

  /// How many batches each replica drew before this object was resumed.
  private final long[] drawnBefore;

  private final ShardGroup shards;
  private Traffic before = Traffic.NONE;
  private long gradients;
  private Optional<String> refusal = Optional.empty();
  private @Nullable Crew crew;

  DownpourLearner(DownpourPlan plan) {
    this.plan = plan;
    batches = IntStream.range(0, plan.replicas()).mapToObj(plan::batches).toList();
    drawnBefore = new long[plan.replicas()];
    partition = plan.partition(batches.getFirst());
    threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("replica-", 0).factory());
    replicas =
        IntStream.range(0, plan.replicas())
            .mapToObj(r -> new Replica(r, partition, plan.exchange()))
            .toList();
    List<Shard> all = plan.shards(partition, batches.getFirst().initial());
    shards = new ShardGroup(partition, all, plan.training().optimizer());
    partition.stream().forEach(shard -> host.install(shard, all.get(shard)));
  }

  @Override
  public Optional<String> run(long step, TrainingListener listener) {
    long begun = System.nanoTime();
    long perEpoch = plan.training().stepsPerEpoch();
    long endOfEpoch = (step + perEpoch - 1) / perEpoch * perEpoch;
    OptionalDouble loss =
        untold.isEmpty() ? work(step, endOfEpoch) : OptionalDouble.of(untold.remove());
    if (loss.isEmpty() || step == endOfEpoch) {
      settle();
    }
    gradients++;
    meter.add(System.nanoTime() - begun, 0);
    listener.onStep(step, loss.orElse(Double.NaN));
    return refusal;
  }

  /// Waits for a step of any replica.
  private OptionalDouble work(long step, long endOfEpoch) {
    Crew working = crew;
    if (working == null) {
      working = new Crew(replicas, batches, host, step - 1, endOfEpoch, plan.warmStart(), threads);
      crew = working;
    }
    return working.next(step);
  }

  /// Lets the replicas end: what they have gathered is pushed, and nothing is under way.
  private void settle() {
    Crew working = crew;
    if (working == null) {
      return;
    }
    crew = null;
    untold.addAll(working.end());
    refusal = working.refusal();
    long acknowledged = traffic().acknowledged();
    if (acknowledged != applied()) {
      throw new IllegalStateException(
          "%d pushes were acknowledged, but %d applied".formatted(acknowledged, applied()));
    }
  }

  private Traffic traffic() {
    return replicas.stream().reduce(before, Traffic::and, (a, b) -> b);
  }

  private long applied() {
    return before.acknowledged() + shards.applied();
  }

  @Override
  public Optional<String> divergence() {
    settle();
    return refusal.or(shards::overflow);
  }

  /// Schedules that look at validation losses are refused.
  @Override
  public void observe(double validationLoss) {}

  private void read(boolean forEvaluation, float[] weights) {
    partition.stream()
        .forEach(shard -> {
          Read read = new Read(forEvaluation, new float[partition.size(shard)]);
          host.apply(
              shard,
              read,
              reply -> {
                if (!(reply instanceof Reply.Done<Content>(Content content))) {
                  throw new IllegalStateException("shard %d is missing".formatted(shard));
                }
                System.arraycopy(
                    content.weights(), 0, weights, partition.from(shard), partition.size(shard));
              });
        });
  }

  @Override
  public void evaluationWeights(float[] weights) {
    read(true, weights);
  }

  @Override
  public void change(String name, Schedule value) {
    settle();
    shards.change(name, value);
  }

  @Override
  public int changes() {
    return shards.changes();
  }

  @Override
  public long updates() {
    settle();
    return shards.updates();
  }

  @Override
  public long gradients() {
    return gradients;
  }

  @Override
  public long nanos() {
    return meter.total();
  }

  @Override
  public StepCost cost() {
    return meter.cost();
  }

  @Override
  public ParameterLayout layout() {
    return partition.layout();
  }

  @Override
  public Checkpoint checkpoint() {
    settle();
    float[] theta = new float[partition.layout().size()];
    read(false, theta);
    return Checkpoint.of(plan.training().optimizer(), partition.layout(), theta, shards.state())
        .withNote(DRAWN, Numbers.text(IntStream.range(0, replicas.size()).mapToObj(this::drawn)))
        .withNote(UNTOLD, Numbers.text(untold.stream()))
        .withNote(TRAFFIC, traffic().toString());
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    shards.restore(checkpoint.theta(), checkpoint.state());
    List<Long> drawn = Numbers.parts(checkpoint.note(DRAWN)).map(Long::valueOf).toList();
    for (int r = 0; r < drawnBefore.length; r++) {
      drawnBefore[r] = drawn.get(r);
      batches.get(r).skip(drawnBefore[r]);
    }
    Numbers.parts(checkpoint.note(UNTOLD)).map(Double::valueOf).forEach(untold::add);
    before = Traffic.parse(checkpoint.note(TRAFFIC));
  }

  private long drawn(int replica) {
    return drawnBefore[replica] + replicas.get(replica).steps();
  }

  @Override
  public Map<String, String> facts() {
    settle();
    Traffic traffic = traffic();
    Map<String, String> facts = new TreeMap<>();
    facts.put("method", "downpour");
    facts.put("replicas", Integer.toString(plan.replicas()));
    facts.put("shards", Integer.toString(plan.shards()));
    facts.put("acknowledged", Long.toString(traffic.acknowledged()));
    facts.put("applied", Long.toString(applied()));
    facts.put("staleness", Double.toString(traffic.staleness()));
    facts.put("bytes", Long.toString(traffic.bytes()));
    return facts;
  }

  @Override
  public void close() {
    try {
      settle();
    } finally {
      threads.close();
    }
  }
}
