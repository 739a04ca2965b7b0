package dev.ravine.cluster.sandblaster;

import dev.ravine.cluster.wire.DoubleArrays;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.CompactInverse;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.PairVectors;
import dev.ravine.optim.vectors.Vectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// A part of all vectors of an L-BFGS minimization: point, gradient, direction, the place that the
/// line search looks at, and the last pairs. Operations move them; numbers alone leave it, but for
/// what replicas fetch. Not safe for several threads: its host takes care of that.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.2.
public final class VectorShard {

  private final int memory;
  private final boolean single;
  private final PairVectors<?> pairs;
  private final double[] direction;
  private double[] x;
  private double[] gradient;
  private double[] there;
  private GradientSum gradientThere;
  private long evaluation;

  private long sequence;
  private double @Nullable [] answer;

  /// A part of a minimization at its start.
  ///
  /// @param memory how many pairs are kept
  /// @param single whether single precision is enough for them
  /// @param start the part of the point
  VectorShard(int memory, boolean single, double[] start) {
    this.memory = memory;
    this.single = single;
    int n = start.length;
    pairs = PairVectors.of(memory, 0, single, n, 1);
    x = start.clone();
    gradient = new double[n];
    direction = new double[n];
    there = new double[n];
    gradientThere = new GradientSum(n);
  }

  /// Refuses more shards than vectors can be cut into.
  ///
  /// @param dimension of the vectors
  /// @param shards how many
  /// @throws IllegalArgumentException if so
  public static void check(int dimension, int shards) {
    new Slices(dimension, shards);
  }

  /// Does what a coordinator asks for once, however often it comes.
  ///
  /// @param number of the request, larger than those before it
  /// @param action what to do
  /// @return what it gave; empty if a later request has come since, so that nobody waits
  Optional<double[]> once(long number, Supplier<double[]> action) {
    if (number < sequence) {
      return Optional.empty();
    }
    if (number > sequence) {
      answer = action.get();
      sequence = number;
    }
    return Optional.of(Objects.requireNonNull(answer));
  }

  private int blocks() {
    return Vectors.blocks(x.length);
  }

  /// Looks at a place: there = x + t · direction. Its gradient is yet to come.
  void look(long number, double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    evaluation = number;
    gradientThere.clear();
  }

  /// The place to evaluate the objective at.
  ///
  /// @param number of the evaluation
  /// @param into is overwritten
  /// @return whether it is this evaluation that is going on
  boolean fetch(long number, double[] into) {
    if (number != evaluation) {
      return false;
    }
    System.arraycopy(there, 0, into, 0, into.length);
    return true;
  }

  /// Adds the gradient of a portion, once and in the order of portions.
  ///
  /// @param number of the evaluation
  /// @param portion from 0
  /// @param part of its gradient
  void add(long number, int portion, double[] part) {
    if (number == evaluation) {
      gradientThere.add(portion, part);
    }
  }

  /// Takes the gradient at the start.
  ///
  /// @return the first index where it is not finite, or −1
  int begin() {
    gradient = gradientThere.take(gradient);
    for (int i = 0; i < gradient.length; i++) {
      if (!Double.isFinite(gradient[i])) {
        return i;
      }
    }
    return -1;
  }

  /// The slope there, of each block.
  double[] slope() {
    double[] ofBlocks = new double[blocks()];
    for (int block = 0; block < ofBlocks.length; block++) {
      int from = block * Vectors.BLOCK;
      int n = Math.min(Vectors.BLOCK, x.length - from);
      ofBlocks[block] = Vectors.dot(gradientThere.sum(), direction, from, n);
    }
    return ofBlocks;
  }

  /// Goes there, and writes the next pair.
  ///
  /// @param t how long the step is
  /// @param places where the pair will lie, then where others lie
  /// @return the largest component of the gradient, then the products of each block
  double[] move(double t, int[] places) {
    Move move = new Move(t, x, there, gradient, gradientThere.sum());
    int[] beside = Arrays.copyOfRange(places, 1, places.length);
    double[][] products = new double[blocks()][CompactInverse.PRODUCTS * memory];
    for (int block = 0; block < products.length; block++) {
      pairs.learn(block, move, true, places[0], beside, products[block]);
    }
    double[] before = x;
    x = there;
    gradient = gradientThere.take(gradient);
    there = before;
    return DoubleStream.concat(
            DoubleStream.of(flatness()), Arrays.stream(products).flatMapToDouble(Arrays::stream))
        .toArray();
  }

  /// The largest component of the gradient.
  double flatness() {
    return Minimum.norm(gradient);
  }

  /// Inner products of each block of pairs with the gradient.
  double[] multiply(int[] places) {
    double[][] products = new double[blocks()][CompactInverse.PRODUCTS * memory];
    for (int block = 0; block < products.length; block++) {
      pairs.multiply(block, gradient, places, products[block]);
    }
    return Arrays.stream(products).flatMapToDouble(Arrays::stream).toArray();
  }

  /// Puts the next pair into its place.
  ///
  /// @param place −1 if it is not to be kept
  void keep(int place) {
    if (place >= 0) {
      pairs.keep(place);
    }
  }

  /// Writes the direction.
  ///
  /// @param factors of the gradient, then of the pairs' vectors
  /// @param places of the pairs
  /// @return the slope along it, of each block
  double[] direct(double[] factors, int[] places) {
    double[] ofPairs = Arrays.copyOfRange(factors, 1, factors.length);
    double[] ofBlocks = new double[blocks()];
    for (int block = 0; block < ofBlocks.length; block++) {
      ofBlocks[block] = pairs.combine(block, 0, gradient, factors[0], places, ofPairs, direction);
    }
    return ofBlocks;
  }

  /// The part of the point.
  double[] point() {
    return x.clone();
  }

  private void exchange(StateExchange state) {
    state.array("x", x);
    state.array("gradient", gradient);
    pairs.exchange(state);
  }

  /// The names of the vectors that [#save] gives, in order.
  ///
  /// @param memory how many pairs are kept
  /// @param single whether single precision is enough for them
  static List<String> names(int memory, boolean single) {
    return List.copyOf(new VectorShard(memory, single, new double[0]).state().arrays().keySet());
  }

  private MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  /// All vectors that have to last, one after the other.
  double[] save() {
    return state().arrays().values().stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /// Goes to where vectors were saved.
  ///
  /// @param saved as [#save] gave them
  void restore(double[] saved) {
    Map<String, double[]> arrays = new TreeMap<>();
    int from = 0;
    for (String name : names(memory, single)) {
      arrays.put(name, Arrays.copyOfRange(saved, from, from + x.length));
      from += x.length;
    }
    StateExchange.restore(new MinimizationState(Map.of(), arrays), this::exchange);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(memory);
    out.writeBoolean(single);
    out.writeInt(x.length);
    DoubleArrays.write(save(), out);
    Map<String, double[]> next = StateExchange.saved(pairs::exchangeNext).arrays();
    Fields.writeMap(next, Fields::writeText, DoubleArrays::write, out);
    DoubleArrays.write(direction, out);
    DoubleArrays.write(there, out);
    gradientThere.write(out);
    out.writeLong(evaluation);
    out.writeLong(sequence);
    Fields.writeOptional(Optional.ofNullable(answer), DoubleArrays::write, out);
  }

  static VectorShard read(DataInput in) throws IOException {
    int memory = in.readInt();
    boolean single = in.readBoolean();
    VectorShard shard = new VectorShard(memory, single, new double[in.readInt()]);
    shard.restore(DoubleArrays.read(in));
    Map<String, double[]> next = Fields.readMap(Fields::readText, DoubleArrays::read, in);
    StateExchange.restore(new MinimizationState(Map.of(), next), shard.pairs::exchangeNext);
    System.arraycopy(DoubleArrays.read(in), 0, shard.direction, 0, shard.direction.length);
    shard.there = DoubleArrays.read(in);
    shard.gradientThere = GradientSum.read(in);
    shard.evaluation = in.readLong();
    shard.sequence = in.readLong();
    shard.answer = Fields.readOptional(DoubleArrays::read, in).orElse(null);
    return shard;
  }

  /// How many gradients of portions were added.
  long applied() {
    return gradientThere.applied();
  }
}
