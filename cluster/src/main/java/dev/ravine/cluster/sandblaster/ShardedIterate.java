package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.ShardClient;
import dev.ravine.optim.descent.Iterate;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.CompactInverse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/// The iterate of an L-BFGS minimization whose vectors lie in shards: the coordinator of
/// Sandblaster. It knows inner products alone. A step takes two round trips for its direction, and
/// for each place that the line search looks at one for the place and one for the slope.
final class ShardedIterate implements Iterate {

  private final Slices slices;
  private final ShardClient<VectorShard> shards;
  private final PortionWork work;
  private final Consumer<BooleanSupplier> until;
  private final CompactInverse inverse;
  private long number;
  private long evaluation;
  private long nanos;
  private int keep = -1;
  private double flatness;
  private double flatnessBefore;

  /// @param slices how vectors are cut
  /// @param memory how many pairs are kept
  /// @param shards where vectors lie
  /// @param work of those who evaluate
  /// @param until lets others work until something is so
  ShardedIterate(
      Slices slices,
      int memory,
      ShardClient<VectorShard> shards,
      PortionWork work,
      Consumer<BooleanSupplier> until) {
    this.slices = slices;
    this.shards = shards;
    this.work = work;
    this.until = until;
    inverse = new CompactInverse(memory);
  }

  /// Asks all shards for the same, and waits.
  private <R> List<R> all(Function<VectorShard, R> action) {
    return each(shard -> action);
  }

  /// Asks all shards, and waits.
  private <R> List<R> each(IntFunction<Function<VectorShard, R>> actions) {
    AtomicReference<List<Optional<R>>> answers = new AtomicReference<>(List.of());
    long request = ++number;
    shards.askAll(shard -> new Request<>(request, actions.apply(shard)), answers::set);
    until.accept(() -> !answers.get().isEmpty());
    return answers.get().stream().map(Optional::orElseThrow).toList();
  }

  /// The blocks' numbers in their order, so that shards change no bit.
  private static double sum(List<double[]> ofShards) {
    double sum = 0;
    for (double[] ofBlocks : ofShards) {
      for (double ofBlock : ofBlocks) {
        sum += ofBlock;
      }
    }
    return sum;
  }

  private static IntToDoubleFunction sums(List<double[][]> ofShards) {
    return which -> {
      double sum = 0;
      for (double[][] ofBlocks : ofShards) {
        for (double[] ofBlock : ofBlocks) {
          sum += ofBlock[which];
        }
      }
      return sum;
    };
  }

  @Override
  public double begin() {
    double value = value(0);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the value must be finite at the start, was " + value);
    }
    List<Integer> notFinite = all(VectorShard::begin);
    for (int shard = 0; shard < notFinite.size(); shard++) {
      if (notFinite.get(shard) >= 0) {
        throw new IllegalArgumentException(
            "the gradient must be finite at the start, component %d was not"
                .formatted(slices.from(shard) + notFinite.get(shard)));
      }
    }
    learnFlatness();
    return value;
  }

  private void learnFlatness() {
    flatness = all(VectorShard::flatness).stream().reduce(0.0, Math::max);
  }

  @Override
  public double direction() {
    int[] places = inverse.places();
    int kept = takeKeep();
    if (!inverse.isFresh()) {
      inverse.turn(places.length == 0 ? which -> 0 : sums(all(shard -> shard.multiply(places))));
    }
    double ofGradient = inverse.ofGradient();
    double[] ofPairs = inverse.ofPairs();
    return sum(
        all(shard -> {
          shard.keep(kept);
          return shard.direct(ofGradient, places, ofPairs);
        }));
  }

  private int takeKeep() {
    int taken = keep;
    keep = -1;
    return taken;
  }

  /// The first direction is the negative gradient, whose square is the slope.
  @Override
  public double first(double decrease, double slope) {
    return inverse.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  }

  @Override
  public double value(double t) {
    long begun = System.nanoTime();
    long next = ++evaluation;
    all(shard -> shard.look(next, t));
    work.begin(next);
    until.accept(work::isComplete);
    nanos += System.nanoTime() - begun;
    return work.value();
  }

  @Override
  public double slope() {
    return sum(all(VectorShard::slope));
  }

  @Override
  public void move(double t) {
    int next = inverse.next();
    int[] beside = inverse.placesBesideNext();
    List<VectorShard.Moved> moved = all(shard -> shard.move(t, next, beside));
    keep = inverse.add(sums(moved.stream().map(VectorShard.Moved::products).toList())) ? next : -1;
    flatnessBefore = flatness;
    flatness = moved.stream().mapToDouble(VectorShard.Moved::flatness).reduce(0, Math::max);
  }

  @Override
  public boolean reset() {
    return inverse.reset();
  }

  @Override
  public boolean isFlat(double tolerance) {
    return flatness <= tolerance;
  }

  @Override
  public double flatness() {
    return flatness;
  }

  @Override
  public double flatnessBefore() {
    return flatnessBefore;
  }

  @Override
  public double[] point() {
    double[] point = new double[slices.dimension()];
    slices.join(all(VectorShard::point), point);
    return point;
  }

  @Override
  public void exchange(StateExchange state) {
    int kept = takeKeep();
    all(shard -> shard.keep(kept));
    List<MinimizationState> parts = all(VectorShard::state);
    Map<String, double[]> wholes = new TreeMap<>();
    for (String name : parts.getFirst().arrays().keySet()) {
      double[] whole = new double[slices.dimension()];
      slices.join(parts.stream().map(part -> array(part, name)).toList(), whole);
      state.array(name, whole);
      wholes.put(name, whole);
    }
    inverse.exchange(state);
    if (state.isRestoring()) {
      each(shard -> {
        Map<String, double[]> part = new TreeMap<>();
        wholes.forEach((name, whole) -> part.put(name, slices.part(shard, whole)));
        return at -> at.restore(new MinimizationState(Map.of(), part));
      });
      learnFlatness();
    }
  }

  private static double[] array(MinimizationState state, String name) {
    return Optional.ofNullable(state.arrays().get(name)).orElseThrow();
  }

  /// How many gradients of portions all shards have added.
  long applied() {
    return all(VectorShard::applied).stream().mapToLong(Long::longValue).sum();
  }

  /// How many evaluations were made.
  long evaluations() {
    return evaluation;
  }

  /// The time that evaluations took.
  long nanos() {
    return nanos;
  }
}
