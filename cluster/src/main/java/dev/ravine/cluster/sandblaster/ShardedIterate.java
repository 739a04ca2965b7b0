package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.host.ShardClient;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.optim.descent.Iterate;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.CompactInverse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The iterate of an L-BFGS minimization whose vectors lie in shards: the coordinator of
/// Sandblaster. It knows inner products alone. A step takes two round trips for its direction, and
/// for each place that the line search looks at one for the place and one for the slope.
final class ShardedIterate implements Iterate {

  private static final int[] NONE = {};
  private static final double[] NO_NUMBERS = {};

  private final Slices slices;
  private final int memory;
  private final List<String> names;
  private final boolean single;
  private final Evaluators evaluators;
  private final Consumer<BooleanSupplier> until;
  private final CompactInverse inverse;
  private ShardClient<VectorShard> shards;
  private long number;
  private long evaluation;
  private long nanos;
  private int keep = -1;
  private double flatness;
  private double flatnessBefore;

  /// @param slices how vectors are cut
  /// @param memory how many pairs are kept
  /// @param single whether single precision is enough for them
  /// @param shards where vectors lie
  /// @param evaluators of the objective
  /// @param until lets others work until something is so
  ShardedIterate(
      Slices slices,
      int memory,
      boolean single,
      ShardClient<VectorShard> shards,
      Evaluators evaluators,
      Consumer<BooleanSupplier> until) {
    this.slices = slices;
    this.memory = memory;
    this.single = single;
    names = VectorShard.names(memory, single);
    this.shards = shards;
    this.evaluators = evaluators;
    this.until = until;
    inverse = new CompactInverse(memory);
  }

  /// Asks all shards for the same, and waits.
  private List<double[]> all(Action action, double... numbers) {
    return all(action, numbers, NONE);
  }

  private List<double[]> all(Action action, double[] numbers, int[] places) {
    return each(action, shard -> numbers, places);
  }

  private List<double[]> each(Action action, IntFunction<double[]> numbers, int[] places) {
    AtomicReference<List<Optional<double[]>>> answers = new AtomicReference<>(List.of());
    long request = ++number;
    shards.askAll(
        shard -> new Request(request, action, numbers.apply(shard), places), answers::set);
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

  /// Sums of products over all blocks.
  ///
  /// @param ofShards the products of the blocks of each, one block after the other
  /// @param from where they begin
  private IntToDoubleFunction sums(List<double[]> ofShards, int from) {
    int stride = CompactInverse.PRODUCTS * memory;
    return which -> {
      double sum = 0;
      for (double[] ofShard : ofShards) {
        for (int at = from + which; at < ofShard.length; at += stride) {
          sum += ofShard[at];
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
    List<double[]> notFinite = all(Action.BEGIN);
    for (int shard = 0; shard < notFinite.size(); shard++) {
      int first = (int) notFinite.get(shard)[0];
      if (first >= 0) {
        throw new IllegalArgumentException(
            "the gradient must be finite at the start, component %d was not"
                .formatted(slices.from(shard) + first));
      }
    }
    learnFlatness();
    return value;
  }

  private static double largest(List<double[]> ofShards) {
    return ofShards.stream().mapToDouble(ofShard -> ofShard[0]).reduce(0, Math::max);
  }

  private void learnFlatness() {
    flatness = largest(all(Action.FLATNESS));
  }

  @Override
  public double direction() {
    int[] places = inverse.places();
    int kept = takeKeep();
    if (!inverse.isFresh()) {
      inverse.turn(
          places.length == 0 ? which -> 0 : sums(all(Action.MULTIPLY, NO_NUMBERS, places), 0));
    }
    double[] factors =
        DoubleStream.concat(DoubleStream.of(inverse.ofGradient()), Arrays.stream(inverse.ofPairs()))
            .toArray();
    int[] keptAndPlaces = IntStream.concat(IntStream.of(kept), Arrays.stream(places)).toArray();
    return sum(all(Action.DIRECT, factors, keptAndPlaces));
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
    all(Action.LOOK, next, t);
    double value = evaluators.evaluate(next);
    nanos += System.nanoTime() - begun;
    return value;
  }

  @Override
  public double slope() {
    return sum(all(Action.SLOPE));
  }

  @Override
  public void move(double t) {
    int next = inverse.next();
    int[] places =
        IntStream.concat(IntStream.of(next), Arrays.stream(inverse.placesBesideNext())).toArray();
    List<double[]> moved = all(Action.MOVE, new double[] {t}, places);
    keep = inverse.add(sums(moved, 1)) ? next : -1;
    flatnessBefore = flatness;
    flatness = largest(moved);
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
    slices.join(all(Action.POINT), point);
    return point;
  }

  @Override
  public void exchange(StateExchange state) {
    all(Action.KEEP, takeKeep());
    List<double[]> parts = all(Action.SAVE);
    List<double[]> wholes = new ArrayList<>();
    for (String name : names) {
      int vector = wholes.size();
      double[] whole = new double[slices.dimension()];
      for (int shard = 0; shard < parts.size(); shard++) {
        int size = slices.size(shard);
        System.arraycopy(parts.get(shard), vector * size, whole, slices.from(shard), size);
      }
      state.array(name, whole);
      wholes.add(whole);
    }
    inverse.exchange(state);
    if (state.isRestoring()) {
      each(
          Action.RESTORE,
          shard ->
              wholes.stream()
                  .flatMapToDouble(whole -> Arrays.stream(slices.part(shard, whole)))
                  .toArray(),
          NONE);
      learnFlatness();
    }
  }

  /// Copies what lasts into shards of this process: the others may go.
  void bringHere() {
    all(Action.KEEP, takeKeep());
    List<double[]> parts = all(Action.SAVE);
    ShardHost<VectorShard> here = new InProcessHost<>();
    for (int number = 0; number < parts.size(); number++) {
      VectorShard shard = new VectorShard(memory, single, new double[slices.size(number)]);
      shard.restore(parts.get(number));
      here.install(number, shard);
    }
    shards =
        new ShardClient<>(
            here,
            slices.shards(),
            Runnable::run,
            reason -> {
              throw new IllegalStateException(reason);
            });
  }

  /// How many gradients of portions all shards have added.
  long applied() {
    return all(Action.APPLIED).stream().mapToLong(ofShard -> (long) ofShard[0]).sum();
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
