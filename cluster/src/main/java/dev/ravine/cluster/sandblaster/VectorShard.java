package dev.ravine.cluster.sandblaster;

import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.CompactInverse;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.PairVectors;
import dev.ravine.optim.vectors.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of all vectors of an L-BFGS minimization: point, gradient, direction, the place that the
/// line search looks at, and the last pairs. Operations move them; numbers alone leave it, but for
/// what replicas fetch. Not safe for several threads: its host takes care of that.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.2.
public final class VectorShard {

  private final int memory;
  private final PairVectors<?> pairs;
  private final double[] direction;
  private double[] x;
  private double[] gradient;
  private double[] there;
  private double[] gradientThere;

  private long evaluation;
  private int summed;
  private long applied;
  private final Map<Integer, double[]> early = new HashMap<>();

  private long sequence;
  private @Nullable Object answer;

  /// A part of a minimization at its start.
  ///
  /// @param memory how many pairs are kept
  /// @param single whether single precision is enough for them
  /// @param start the part of the point
  VectorShard(int memory, boolean single, double[] start) {
    this.memory = memory;
    int n = start.length;
    pairs = PairVectors.of(memory, 0, single, n, 1);
    x = start.clone();
    gradient = new double[n];
    direction = new double[n];
    there = new double[n];
    gradientThere = new double[n];
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
  <R> Optional<R> once(long number, Supplier<R> action) {
    if (number < sequence) {
      return Optional.empty();
    }
    if (number > sequence) {
      answer = action.get();
      sequence = number;
    }
    @SuppressWarnings("unchecked") // a number is of one request
    R known = (R) Objects.requireNonNull(answer);
    return Optional.of(known);
  }

  private int blocks() {
    return Vectors.blocks(x.length);
  }

  /// Looks at a place: there = x + t · direction. Its gradient is yet to come.
  boolean look(long number, double t) {
    for (int i = 0; i < x.length; i++) {
      there[i] = x[i] + t * direction[i];
    }
    evaluation = number;
    summed = 0;
    early.clear();
    return true;
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
    if (number != evaluation || portion < summed) {
      return;
    }
    if (portion > summed) {
      early.computeIfAbsent(portion, p -> part.clone());
      return;
    }
    double @Nullable [] next = part;
    while (next != null) {
      sum(next);
      next = early.remove(summed);
    }
  }

  private void sum(double[] part) {
    applied++;
    if (summed++ == 0) {
      System.arraycopy(part, 0, gradientThere, 0, part.length);
    } else {
      for (int i = 0; i < part.length; i++) {
        gradientThere[i] += part[i];
      }
    }
  }

  /// Takes the gradient at the start.
  ///
  /// @return the first index where it is not finite, or −1
  int begin() {
    double[] unused = gradient;
    gradient = gradientThere;
    gradientThere = unused;
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
      ofBlocks[block] = Vectors.dot(gradientThere, direction, from, n);
    }
    return ofBlocks;
  }

  /// Goes there, and writes the next pair.
  ///
  /// @param t how long the step is
  /// @param next where the pair will lie
  /// @param beside where others lie
  Moved move(double t, int next, int[] beside) {
    Move move = new Move(t, x, there, gradient, gradientThere);
    double[][] products = new double[blocks()][CompactInverse.PRODUCTS * memory];
    for (int block = 0; block < products.length; block++) {
      pairs.learn(block, move, true, next, beside, products[block]);
    }
    double[] before = x;
    double[] gradientBefore = gradient;
    x = there;
    gradient = gradientThere;
    there = before;
    gradientThere = gradientBefore;
    return new Moved(products, flatness());
  }

  /// The largest component of the gradient.
  double flatness() {
    return Minimum.norm(gradient);
  }

  /// Inner products of each block of pairs with the gradient.
  double[][] multiply(int[] places) {
    double[][] products = new double[blocks()][CompactInverse.PRODUCTS * memory];
    for (int block = 0; block < products.length; block++) {
      pairs.multiply(block, gradient, places, products[block]);
    }
    return products;
  }

  /// Puts the next pair into its place.
  ///
  /// @param place −1 if it is not to be kept
  boolean keep(int place) {
    if (place >= 0) {
      pairs.keep(place);
    }
    return true;
  }

  /// Writes the direction.
  ///
  /// @return the slope along it, of each block
  double[] direct(double ofGradient, int[] places, double[] ofPairs) {
    double[] ofBlocks = new double[blocks()];
    for (int block = 0; block < ofBlocks.length; block++) {
      ofBlocks[block] = pairs.combine(block, 0, gradient, ofGradient, places, ofPairs, direction);
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

  /// A copy of all that has to last.
  MinimizationState state() {
    return StateExchange.saved(this::exchange);
  }

  /// Goes to where a state was taken.
  boolean restore(MinimizationState state) {
    StateExchange.restore(state, this::exchange);
    return true;
  }

  /// How many gradients of portions were added.
  long applied() {
    return applied;
  }

  /// What a step gave.
  static final class Moved {
    private final double[][] products;
    private final double flatness;

    Moved(double[][] products, double flatness) {
      this.products = products;
      this.flatness = flatness;
    }

    /// Of each block, as a [CompactInverse] has them.
    double[][] products() {
      return products;
    }

    /// The largest component of the gradient.
    double flatness() {
      return flatness;
    }
  }
}
