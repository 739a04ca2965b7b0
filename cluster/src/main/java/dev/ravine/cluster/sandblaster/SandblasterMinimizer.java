package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.replica.Numbers;
import dev.ravine.nn.train.SumMinimizer;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.LineSearchMinimization;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.vectors.PairVectors;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// L-BFGS by a coordinator on the caller's thread, replicas that evaluate, and shards between them.
public final class SandblasterMinimizer implements SumMinimizer {

  /// The fact of how many gradients of portions were acknowledged by shards, each once.
  public static final String ACKNOWLEDGED = "acknowledged";

  /// The fact of how many they added.
  public static final String APPLIED = "applied";

  /// The fact of how often a portion was given once more.
  public static final String REPEATED = "repeatedPortions";

  private final Lbfgs method;
  private final Slices slices;
  private final int portions;
  private final int replicas;
  private final FiniteSum objective;
  private final Workplace workplace;
  private final Evaluators evaluators;
  private Counts before = Counts.NONE;
  private @Nullable ShardedIterate iterate;
  private long applied;
  private boolean closed;

  /// Before it begins.
  ///
  /// @param method without damping
  /// @param objective what is minimized; it is evaluated elsewhere
  /// @param shards into how many vectors are cut
  /// @param portions into how many the sum is cut; at most as many as it has parts
  /// @param replicas how many evaluate it
  /// @param workplace of all
  /// @param evaluators of the objective
  /// @throws IllegalArgumentException if vectors can't be cut into so many shards
  public SandblasterMinimizer(
      Lbfgs method,
      FiniteSum objective,
      int shards,
      int portions,
      int replicas,
      Workplace workplace,
      Evaluators evaluators) {
    this.method = method;
    this.objective = objective;
    this.portions = portions;
    this.replicas = replicas;
    this.workplace = workplace;
    this.evaluators = evaluators;
    slices = new Slices(objective.dimension(), shards);
  }

  @Override
  public Minimization begin(double[] start, StoppingRules rules) {
    return LineSearchMinimization.begin(iterate(start), method.search(), rules);
  }

  @Override
  public Minimization resume(MinimizationState state, StoppingRules rules) {
    ShardedIterate resumed = iterate(new double[slices.dimension()]);
    try {
      return LineSearchMinimization.resume(resumed, state, method.search(), rules);
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
  }

  private ShardedIterate iterate(double[] start) {
    boolean single = PairVectors.areSingle(objective);
    slices.stream()
        .forEach(shard ->
            workplace
                .host()
                .install(
                    shard, new VectorShard(method.memory(), single, slices.part(shard, start))));
    ShardedIterate begun =
        new ShardedIterate(
            slices,
            method.memory(),
            single,
            workplace.client(workplace.host(), slices.shards(), workplace::tell),
            evaluators,
            workplace::until);
    iterate = begun;
    return begun;
  }

  /// Portions that were evaluated twice count once.
  @Override
  public long evaluations() {
    ShardedIterate begun = iterate;
    return begun == null ? 0 : begun.evaluations() * objective.parts();
  }

  @Override
  public long nanos() {
    ShardedIterate begun = iterate;
    return begun == null ? 0 : begun.nanos();
  }

  /// What was acknowledged has to be what was added, or it is an error.
  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("method", "sandblaster");
    facts.put("replicas", Integer.toString(replicas));
    facts.put("shards", Integer.toString(slices.shards()));
    facts.put("portions", Integer.toString(portions));
    Counts counts = counts();
    long applied = before.acknowledged + applied();
    if (counts.acknowledged != applied) {
      throw new IllegalStateException(
          "%d gradients of portions were acknowledged, but %d added"
              .formatted(counts.acknowledged, applied));
    }
    facts.put(ACKNOWLEDGED, Long.toString(counts.acknowledged));
    facts.put(APPLIED, Long.toString(applied));
    facts.put(REPEATED, Long.toString(counts.repeated));
    facts.put("bytes", Long.toString(counts.bytes));
    return facts;
  }

  private long applied() {
    ShardedIterate begun = iterate;
    return begun == null || closed ? applied : begun.applied();
  }

  private Counts counts() {
    Evaluators.Counts work = evaluators.counts();
    return new Counts(
        before.acknowledged + work.completed() * slices.shards(),
        before.repeated + work.again(),
        before.bytes + Double.BYTES * work.exchanged());
  }

  @Override
  public String counted() {
    return counts().toString();
  }

  @Override
  public void resumeCounting(String counted) {
    before = Counts.parse(counted);
  }

  /// What a run counts, however often it is resumed.
  private record Counts(long acknowledged, long repeated, long bytes) {

    static final Counts NONE = new Counts(0, 0, 0);

    static Counts parse(String text) {
      long[] numbers = Numbers.parts(text).mapToLong(Long::parseLong).toArray();
      return new Counts(numbers[0], numbers[1], numbers[2]);
    }

    @Override
    public String toString() {
      return Numbers.text(Stream.of(acknowledged, repeated, bytes));
    }
  }

  /// What lasts is taken from the shards.
  ///
  /// @throws dev.ravine.cluster.host.ShardsLostException if they are gone
  @Override
  public void close() {
    ShardedIterate begun = iterate;
    try {
      if (begun != null && !closed) {
        applied = begun.applied();
        begun.bringHere();
      }
    } finally {
      leave();
    }
  }

  private void leave() {
    closed = true;
    evaluators.close();
    workplace.close();
  }
}
