package dev.ravine.cluster.shard;

import dev.ravine.optim.Change;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All shards of a run, while nobody else touches them.
public final class ShardGroup {

  private final Partition partition;
  private final List<Shard> shards;
  private final Optimizer optimizer;
  private final List<Change> changes = new ArrayList<>();

  /// @param partition of the parameters
  /// @param shards all of them, in order
  /// @param optimizer of each
  public ShardGroup(Partition partition, List<Shard> shards, Optimizer optimizer) {
    this.partition = partition;
    this.shards = List.copyOf(shards);
    this.optimizer = optimizer;
  }

  /// How many gradients were applied, each on one shard.
  public long applied() {
    return shards.stream().mapToLong(Shard::version).sum();
  }

  /// How many updates each shard made: as many as any other.
  public long updates() {
    return shards.getFirst().updates();
  }

  /// Why no further update is of use, if so.
  public Optional<String> overflow() {
    return shards.stream().flatMap(shard -> shard.overflow().stream()).findFirst();
  }

  /// Sets a hyper-parameter anew.
  ///
  /// @param name such as `learningRate`
  /// @param value from the next update on
  /// @throws IllegalArgumentException if no stage has it, or one refuses the value
  public void change(String name, Schedule value) {
    Optimizer changed = optimizer.with(name, value);
    partition.check(changed);
    shards.forEach(shard -> shard.change(name, value));
    changes.add(new Change(updates(), name, value));
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
    List<StepperState> states = shards.stream().map(Shard::state).toList();
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
    return new StepperState(updates(), slots, scalars, changes);
  }

  /// Goes to where a state was taken.
  ///
  /// @param theta all parameters
  /// @param state as [#state] gave it
  public void restore(float[] theta, StepperState state) {
    for (int shard = 0; shard < shards.size(); shard++) {
      shards.get(shard).restore(partition, shard, theta, state);
    }
    changes.addAll(state.changes());
  }
}
