package dev.ravine.cluster.downpour;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Fence;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Read;
import dev.ravine.cluster.shard.SaveState;
import dev.ravine.cluster.shard.SetHyperParameter;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.StalenessPolicy;
import dev.ravine.cluster.shard.Summarize;
import dev.ravine.optim.Change;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All shards of a run, wherever they lie. What it says of them holds while no replica pushes.
public final class ShardGroup {

  private final Partition partition;
  private final ShardHost<Shard> host;
  private final ShardCalls<Shard> calls;
  private final Optimizer optimizer;
  private final StalenessPolicy policy;
  private final List<Change> changes = new ArrayList<>();

  /// Puts shards at their beginning into their places.
  ///
  /// @param partition of the parameters
  /// @param host where the shards are to lie
  /// @param optimizer of each
  /// @param policy what becomes of stale gradients
  /// @param initial all parameters
  public ShardGroup(
      Partition partition,
      ShardHost<Shard> host,
      Optimizer optimizer,
      StalenessPolicy policy,
      float[] initial) {
    this.partition = partition;
    this.host = host;
    this.optimizer = optimizer;
    this.policy = policy;
    calls = new ShardCalls<>(host, partition.shards());
    partition.stream().forEach(shard -> host.install(shard, shard(shard, initial)));
  }

  private Shard shard(int number, float[] whole) {
    return new Shard(partition, number, optimizer, policy, whole);
  }

  /// What each shard has done.
  ///
  /// @return in order
  public List<Summarize.Summary> summaries() {
    return calls.all(shard -> new Summarize());
  }

  /// How many gradients were applied, each on one shard.
  public long applied() {
    return summaries().stream().mapToLong(Summarize.Summary::version).sum();
  }

  /// The same parameters and states in this process, for when the shards are given up.
  public ShardGroup here() {
    if (host instanceof InProcessHost) {
      return this;
    }
    float[] theta = new float[partition.layout().size()];
    read(false, theta);
    ShardGroup copy = new ShardGroup(partition, new InProcessHost<>(), optimizer, policy, theta);
    copy.restore(theta, state());
    return copy;
  }

  /// How many updates each shard made: as many as any other.
  public long updates() {
    return calls.one(0, new Summarize()).updates();
  }

  /// Why no further update is of use, if so.
  public Optional<String> overflow() {
    return summaries().stream().flatMap(summary -> summary.overflow().stream()).findFirst();
  }

  /// All parameters.
  ///
  /// @param forEvaluation whether those to evaluate with, which some recipes keep apart
  /// @param whole is overwritten
  public void read(boolean forEvaluation, float[] whole) {
    List<Content> parts =
        calls.all(shard -> new Read(forEvaluation, new float[partition.size(shard)]));
    float[] joined = partition.whole(parts.stream().map(Content::weights).toList());
    System.arraycopy(joined, 0, whole, 0, whole.length);
  }

  /// Refuses what else a replica pushes.
  ///
  /// @param replica its number
  /// @return how many of its pushes were applied
  public long fence(long replica) {
    return calls.all(shard -> new Fence(replica)).stream().mapToLong(Long::longValue).sum();
  }

  /// Sets a hyper-parameter anew.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next update on
  /// @throws IllegalArgumentException if no stage has it, or one refuses the value
  public void change(String name, Schedule value) {
    Optimizer changed = optimizer.with(name, value);
    partition.check(changed);
    List<Long> updates = calls.all(shard -> new SetHyperParameter(name, value));
    changes.add(new Change(updates.getFirst(), name, value));
  }

  /// How often a hyper-parameter was set anew.
  public int changes() {
    return changes.size();
  }

  /// The state that one stepper of the whole vector would have. Where a shard has none of the
  /// tensors that a slot is for, its numbers are 0.
  public StepperState state() {
    Map<String, List<float[]>> parts = new TreeMap<>();
    Map<String, Double> scalars = new TreeMap<>();
    List<StepperState> states = calls.all(shard -> new SaveState());
    for (StepperState state : states) {
      state.slots().keySet().forEach(name -> parts.put(name, new ArrayList<>()));
      scalars.putAll(state.scalars());
    }
    Map<String, float[]> slots = new TreeMap<>();
    parts.forEach((name, of) -> {
      for (int shard = 0; shard < states.size(); shard++) {
        float[] none = new float[partition.size(shard)];
        of.add(states.get(shard).slots().getOrDefault(name, none));
      }
      slots.put(name, partition.whole(of));
    });
    return new StepperState(states.getFirst().steps(), slots, scalars, changes);
  }

  /// Goes to where a state was taken: to new shards, which know no replica.
  ///
  /// @param theta all parameters
  /// @param state as [#state] gave it
  public void restore(float[] theta, StepperState state) {
    partition.stream()
        .forEach(number -> {
          Shard shard = shard(number, theta);
          shard.restore(partition, number, theta, state);
          host.install(number, shard);
        });
    changes.addAll(state.changes());
  }
}
