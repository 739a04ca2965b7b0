package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardClient;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.replica.Numbers;
import dev.ravine.nn.train.SumMinimizer;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.LineSearchMinimization;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.vectors.PairVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
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
  private final List<? extends FiniteSum> objectives;
  private final Workplace workplace;
  private final List<PortionReplica> replicas = new ArrayList<>();
  private final PortionWork work;
  private Counts before = Counts.NONE;
  private @Nullable ShardedIterate iterate;

  /// Before it begins.
  ///
  /// @param method without damping
  /// @param objectives the same sum for each replica, which evaluates it on its own
  /// @param shards into how many vectors are cut
  /// @param portions into how many the sum is cut; at most as many as it has parts
  /// @param workplace of all
  /// @throws IllegalArgumentException if vectors can't be cut into so many shards
  public SandblasterMinimizer(
      Lbfgs method,
      List<? extends FiniteSum> objectives,
      int shards,
      int portions,
      Workplace workplace) {
    this.method = method;
    this.objectives = List.copyOf(objectives);
    this.portions = portions;
    this.workplace = workplace;
    slices = new Slices(objectives.getFirst().dimension(), shards);
    work = new PortionWork(portions, objectives.size());
  }

  @Override
  public Minimization begin(double[] start, StoppingRules rules) {
    return LineSearchMinimization.begin(iterate(start), method.search(), rules);
  }

  @Override
  public Minimization resume(MinimizationState state, StoppingRules rules) {
    ShardedIterate resumed = iterate(new double[slices.dimension()]);
    return LineSearchMinimization.resume(resumed, state, method.search(), rules);
  }

  private ShardedIterate iterate(double[] start) {
    boolean single = PairVectors.areSingle(objectives.getFirst());
    slices.stream()
        .forEach(shard ->
            workplace
                .host()
                .install(
                    shard, new VectorShard(method.memory(), single, slices.part(shard, start))));
    for (int replica = 0; replica < objectives.size(); replica++) {
      begin(replica);
    }
    ShardedIterate begun =
        new ShardedIterate(
            slices,
            method.memory(),
            single,
            client(workplace.host(), workplace::tell),
            work,
            workplace::until);
    iterate = begun;
    return begun;
  }

  private ShardClient<VectorShard> client(ShardHost<VectorShard> host, Executor own) {
    return new ShardClient<>(
        host,
        slices.shards(),
        own,
        reason ->
            workplace.tell(() -> {
              throw new IllegalStateException(reason + ": the run can't go on");
            }));
  }

  private void begin(int number) {
    Workplace.Desk desk = workplace.desk(number, () -> begin(number));
    PortionReplica replica =
        new PortionReplica(
            objectives.get(number),
            slices,
            portions,
            client(desk.host(), desk.own()),
            new PortionReplica.Source(
                then ->
                    workplace.tell(
                        () -> work.take(portion -> desk.own().execute(() -> then.accept(portion)))),
                (portion, value) -> workplace.tell(() -> work.done(portion, value))),
            desk.computing());
    replicas.add(replica);
    desk.own().execute(replica::free);
  }

  /// Portions that were evaluated twice count once.
  @Override
  public long evaluations() {
    ShardedIterate begun = iterate;
    return begun == null ? 0 : begun.evaluations() * objectives.getFirst().parts();
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
    facts.put("replicas", Integer.toString(objectives.size()));
    facts.put("shards", Integer.toString(slices.shards()));
    facts.put("portions", Integer.toString(portions));
    ShardedIterate begun = iterate;
    Counts counts = counts();
    long applied = before.acknowledged + (begun == null ? 0 : begun.applied());
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

  private Counts counts() {
    long numbers = replicas.stream().mapToLong(PortionReplica::exchanged).sum();
    return new Counts(
        before.acknowledged + work.completed() * slices.shards(),
        before.repeated + work.again(),
        before.bytes + Double.BYTES * numbers);
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

  @Override
  public void close() {
    workplace.close();
  }
}
