package dev.ravine.cluster.shard;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import dev.ravine.cluster.wire.ParameterLayouts;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.optim.Change;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.NonFiniteGradientException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A part of the parameters, with all that is needed to update it: any recipe whose stages look at
/// single elements, by the engine that works elsewhere on whole vectors. Not safe for several
/// threads: its [dev.ravine.cluster.host.ShardHost] takes care of that.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.1, where the rule is
/// AdaGrad. **Deviations:** the sequence of pushes is known, so that one that is repeated is not
/// applied twice; of a staleness the paper says nothing.
public final class Shard {

  private final ParameterLayout layout;
  private final Optimizer optimizer;
  private final float[] theta;
  private final Stepper stepper;
  private final StalenessPolicy policy;
  private final float[] before;
  private final Map<Long, Long> sequences = new HashMap<>();
  private final Set<Long> fenced = new HashSet<>();
  private final SortedMap<Long, Long> staleness = new TreeMap<>();
  private long version;

  /// A shard at version 0; whether the recipe runs on shards is [Partition#check]'s to say.
  ///
  /// @param partition of the whole vector
  /// @param number which of its parts
  /// @param optimizer of this part
  /// @param policy what becomes of stale gradients
  /// @param initial the whole vector
  public Shard(
      Partition partition,
      int number,
      Optimizer optimizer,
      StalenessPolicy policy,
      float[] initial) {
    this(partition.layout(number), optimizer, policy, partition.part(number, initial));
  }

  private Shard(
      ParameterLayout layout, Optimizer optimizer, StalenessPolicy policy, float[] theta) {
    this.layout = layout;
    this.optimizer = optimizer;
    this.theta = theta;
    stepper = Partition.begin(optimizer, layout);
    this.policy = policy;
    before = new float[policy == StalenessPolicy.DIVIDE_RATE ? theta.length : 0];
  }

  Outcome push(Push push) {
    if (push.gradient().length != theta.length) {
      return new Outcome.Refused(
          "a gradient must have %d elements, as the shard has, had %d"
              .formatted(theta.length, push.gradient().length));
    }
    if (fenced.contains(push.replica())) {
      return new Outcome.Refused("another has taken the place of replica " + push.replica());
    }
    long last = sequences.getOrDefault(push.replica(), 0L);
    if (push.sequence() <= last) {
      return new Outcome.Duplicate(version);
    }
    if (push.sequence() > last + 1) {
      return new Outcome.Refused(
          "push %d of replica %d must come after push %d, came after %d"
              .formatted(push.sequence(), push.replica(), push.sequence() - 1, last));
    }
    long stale = version - push.basis();
    try {
      update(push.gradient(), stale);
    } catch (NonFiniteGradientException refused) {
      return new Outcome.Refused(Objects.requireNonNull(refused.getMessage()));
    }
    sequences.put(push.replica(), push.sequence());
    staleness.merge(stale, 1L, Long::sum);
    version++;
    return new Outcome.Applied(version, stale);
  }

  private void update(float[] gradient, long stale) {
    if (policy == StalenessPolicy.IGNORE || stale <= 1) {
      stepper.stepConsuming(theta, gradient);
      return;
    }
    System.arraycopy(theta, 0, before, 0, theta.length);
    stepper.stepConsuming(theta, gradient);
    for (int i = 0; i < theta.length; i++) {
      theta[i] = before[i] + (theta[i] - before[i]) / stale;
    }
  }

  Content read(boolean forEvaluation, float[] weights) {
    if (forEvaluation) {
      stepper.evaluationWeights(theta, weights);
    } else {
      System.arraycopy(theta, 0, weights, 0, weights.length);
    }
    return new Content(version, weights);
  }

  /// Refuses what else a replica pushes.
  ///
  /// @return the number of its last push
  long fence(long replica) {
    fenced.add(replica);
    return sequences.getOrDefault(replica, 0L);
  }

  /// What was done so far.
  Summarize.Summary summary() {
    return new Summarize.Summary(version, updates(), sequences, staleness, overflow());
  }

  void write(DataOutput out) throws IOException {
    ParameterLayouts.write(layout, out);
    Fields.writeText(optimizer.toString(), out);
    Fields.writeName(policy, out);
    FloatArrays.write(theta, out);
    StepperStates.write(stepper.state(), out);
    ShardWire.writeCounts(sequences, out);
    ShardWire.writeCounts(staleness, out);
    Fields.writeAll(List.copyOf(fenced), (replica, to) -> to.writeLong(replica), out);
    out.writeLong(version);
  }

  static Shard read(DataInput in) throws IOException {
    ParameterLayout layout = ParameterLayouts.read(in);
    Optimizer optimizer = Optimizer.parse(Fields.readText(in));
    StalenessPolicy policy = Fields.readName(StalenessPolicy.class, in);
    Shard shard = new Shard(layout, optimizer, policy, FloatArrays.read(in));
    shard.stepper.restore(StepperStates.read(in));
    shard.sequences.putAll(ShardWire.readCounts(in));
    shard.staleness.putAll(ShardWire.readCounts(in));
    shard.fenced.addAll(Fields.readAll(DataInput::readLong, in));
    shard.version = in.readLong();
    return shard;
  }

  /// How many updates the optimizer made.
  long updates() {
    return stepper.steps();
  }

  /// The optimizer's state.
  StepperState state() {
    return stepper.state();
  }

  /// Sets a hyper-parameter anew, if a stage of this part has it.
  void change(String name, Schedule value) {
    if (has(name)) {
      stepper.change(name, value);
    }
  }

  private boolean has(String hyperParameter) {
    return stepper.hyperParameters().keySet().stream()
        .anyMatch(known -> known.equals(hyperParameter) || known.endsWith("." + hyperParameter));
  }

  /// Goes to where all shards were: to what of it lies here.
  ///
  /// @param partition of the whole vector
  /// @param number which of its parts
  /// @param whole all parameters
  /// @param state of all
  public void restore(Partition partition, int number, float[] whole, StepperState state) {
    System.arraycopy(whole, partition.from(number), theta, 0, theta.length);
    StepperState own = stepper.state();
    Map<String, float[]> slots = new TreeMap<>();
    for (String name : own.slots().keySet()) {
      slots.put(name, partition.part(number, Objects.requireNonNull(state.slots().get(name))));
    }
    Map<String, Double> scalars = new TreeMap<>(state.scalars());
    scalars.keySet().retainAll(own.scalars().keySet());
    List<Change> changes = state.changes().stream().filter(change -> has(change.name())).toList();
    stepper.restore(new StepperState(state.steps(), slots, scalars, changes));
  }

  /// Why no further update is of use, if so: parameters or slots that are not finite.
  public Optional<String> overflow() {
    for (float x : theta) {
      if (!Float.isFinite(x)) {
        return Optional.of("parameters were not finite");
      }
    }
    return stepper.overflow();
  }

  /// How many gradients were applied.
  public long version() {
    return version;
  }

  /// How often a gradient was how stale.
  ///
  /// @return counts by staleness
  public SortedMap<Long, Long> staleness() {
    return new TreeMap<>(staleness);
  }
}
