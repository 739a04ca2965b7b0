package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Numbers;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Learns by replicas on threads of their own. A step is one of any replica. Between two epochs,
/// and wherever all parameters have to stand still, the replicas push what they have and wait.
public final class DownpourLearner implements Learner {

  private static final String DRAWN = "drawn";
  private static final String UNTOLD = "lossesUntold";
  private static final String TRAFFIC = "traffic";

  private final DownpourPlan plan;
  private final Partition partition;
  private final ReplicaPool replicas;
  private ShardGroup shards;
  private final StepMeter meter = new StepMeter();

  /// Losses of steps that were done ahead of being asked for.
  private final Deque<Double> untold = new ArrayDeque<>();

  private Traffic before = Traffic.NONE;
  private long gradients;
  private long applied;
  private boolean settled = true;
  private Optional<String> refusal = Optional.empty();

  /// Puts shards at their beginning into their places.
  ///
  /// @param plan what replicas and shards are to do
  /// @param partition of the parameters
  /// @param host where shards are to lie
  /// @param replicas before their beginning; is closed with the learner
  /// @param initial all parameters
  public DownpourLearner(
      DownpourPlan plan,
      Partition partition,
      ShardHost<Shard> host,
      ReplicaPool replicas,
      float[] initial) {
    this.plan = plan;
    this.partition = partition;
    this.replicas = replicas;
    shards = plan.shards(partition, host, initial);
  }

  /// All in this process.
  ///
  /// @param plan what replicas and shards are to do
  public static DownpourLearner here(DownpourPlan plan) {
    BatchGradient first = plan.batches(0);
    Partition partition = plan.partition(first.layout());
    ShardHost<Shard> host = new InProcessHost<>();
    ReplicaPool replicas = new ThreadReplicas(plan, partition, host);
    return new DownpourLearner(plan, partition, host, replicas, first.initial());
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
    if (!replicas.isWorking()) {
      settled = false;
      replicas.begin(step - 1, endOfEpoch);
    }
    return replicas.next(step);
  }

  /// Lets the replicas end: what they have gathered is pushed, and nothing is under way.
  private void settle() {
    if (!replicas.isWorking()) {
      return;
    }
    untold.addAll(replicas.end());
    refusal = replicas.refusal();
    applied = shards.applied();
    long acknowledged = replicas.traffic().acknowledged();
    if (acknowledged != applied) {
      throw new IllegalStateException(
          "%d pushes were acknowledged, but %d applied".formatted(acknowledged, applied));
    }
    settled = true;
  }

  private Traffic traffic() {
    return before.and(replicas.traffic());
  }

  @Override
  public Optional<String> divergence() {
    settle();
    return refusal.or(shards::overflow);
  }

  /// Schedules that look at validation losses are refused.
  @Override
  public void observe(double validationLoss) {}

  @Override
  public void evaluationWeights(float[] weights) {
    shards.read(true, weights);
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
    return plan.replicas() == 1 ? meter.cost() : meter.meanCost();
  }

  @Override
  public ParameterLayout layout() {
    return partition.layout();
  }

  @Override
  public Checkpoint checkpoint() {
    settle();
    float[] theta = new float[partition.layout().size()];
    shards.read(false, theta);
    return Checkpoint.of(plan.training().optimizer(), partition.layout(), theta, shards.state())
        .withNote(DRAWN, Numbers.text(replicas.drawn().stream()))
        .withNote(UNTOLD, Numbers.text(untold.stream()))
        .withNote(TRAFFIC, traffic().toString());
  }

  @Override
  public void resume(Checkpoint checkpoint, long steps) {
    shards.restore(checkpoint.theta(), checkpoint.state());
    replicas.resume(Numbers.parts(checkpoint.note(DRAWN)).map(Long::valueOf).toList());
    Numbers.parts(checkpoint.note(UNTOLD)).map(Double::valueOf).forEach(untold::add);
    before = Traffic.parse(checkpoint.note(TRAFFIC));
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
    facts.put("applied", Long.toString(before.acknowledged() + applied));
    facts.put("staleness", Double.toString(traffic.staleness()));
    facts.put("bytes", Long.toString(traffic.bytes()));
    return facts;
  }

  @Override
  public void close() {
    try {
      settle();
      if (settled) {
        shards = shards.here();
      }
    } finally {
      replicas.close();
    }
  }
}
