package dev.ravine.optim.vectors;

import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;

/// Pairs of steps and changes of the gradient, or a part of each: what L-BFGS does with vectors, a
/// block at a time. Which of the pairs count, a [CompactInverse] knows. Several threads may work on
/// different blocks.
///
/// @param <A> `float[]` or `double[]`, how the pairs are kept
public final class PairVectors<A> {

  private final PairNumbers<A> numbers;
  private final int length;
  private final A[] steps;
  private final A[] changes;
  private final A rounded;
  private final A[] sums;
  private A nextStep;
  private A nextChange;

  private PairVectors(PairNumbers<A> numbers, int memory, int length, int threads) {
    this.numbers = numbers;
    this.length = length;
    steps = numbers.vectors(memory, length);
    changes = numbers.vectors(memory, length);
    A[] next = numbers.vectors(2, length);
    nextStep = next[0];
    nextChange = next[1];
    rounded = numbers.room(1, length)[0];
    sums = numbers.room(threads, Math.min(Vectors.BLOCK, length));
  }

  /// Whether pairs of an objective have no more digits than a `float`.
  public static boolean areSingle(Objective objective) {
    return objective.resolution() >= Math.ulp(1f);
  }

  /// Room for pairs.
  ///
  /// @param memory how many
  /// @param damping where sᵀy is less than this share of sᵀB s, y is moved; 0: never
  /// @param single whether single precision is enough, as for gradients that have no more; damped
  ///   pairs are always in double precision
  /// @param length of each vector, or of the part that lies here
  /// @param threads how many work on blocks at a time
  public static PairVectors<?> of(
      int memory, double damping, boolean single, int length, int threads) {
    return damping == 0 && single
        ? new PairVectors<>(new FloatPairs(), memory, length, threads)
        : new PairVectors<>(new DoublePairs(damping), memory, length, threads);
  }

  private int sizeOf(int block) {
    return Math.min(Vectors.BLOCK, length - block * Vectors.BLOCK);
  }

  /// Inner products of a block of pairs, and of the next one, with the gradient and with the next
  /// change.
  ///
  /// @param block which
  /// @param move what the next pair is
  /// @param writes whether the next pair is yet to be written
  /// @param next where it will lie
  /// @param beside where the other pairs lie
  /// @param products is written at the places of these pairs
  public void learn(
      int block, Move move, boolean writes, int next, int[] beside, double[] products) {
    int from = block * Vectors.BLOCK;
    int n = sizeOf(block);
    if (writes) {
      numbers.write(move, nextStep, nextChange, from, from + n);
    }
    A gradient = numbers.rounded(move.gradient(), rounded, from, from + n);
    dots(nextStep, nextChange, gradient, from, n, products, next);
    for (int p : beside) {
      dots(steps[p], changes[p], gradient, from, n, products, p);
    }
  }

  private void dots(A step, A change, A gradient, int from, int n, double[] products, int place) {
    numbers
        .kernels()
        .dots(
            step, change, gradient, nextChange, from, n, products, CompactInverse.PRODUCTS * place);
  }

  /// Moves the next change where the curvature asks for it.
  ///
  /// @param move what the next pair is
  /// @param product sᵀy of the next pair
  /// @return whether anything was changed
  public boolean damp(Move move, double product) {
    return numbers.damp(move, nextStep, nextChange, product);
  }

  /// Puts the next pair into its place.
  ///
  /// @param place whose pair is forgotten
  public void keep(int place) {
    A oldStep = steps[place];
    A oldChange = changes[place];
    steps[place] = nextStep;
    changes[place] = nextChange;
    nextStep = oldStep;
    nextChange = oldChange;
  }

  /// Inner products of a block of pairs with the gradient alone.
  ///
  /// @param block which
  /// @param gradient all of it
  /// @param places of the pairs
  /// @param products is written at these places
  public void multiply(int block, double[] gradient, int[] places, double[] products) {
    int from = block * Vectors.BLOCK;
    int n = sizeOf(block);
    A in = numbers.rounded(gradient, rounded, from, from + n);
    for (int p : places) {
      int at = CompactInverse.PRODUCTS * p;
      products[at] = numbers.kernels().dot(steps[p], from, in, from, n);
      products[at + 1] = numbers.kernels().dot(changes[p], from, in, from, n);
    }
  }

  /// A block of a direction: gradient and pairs, each times a number.
  ///
  /// @param block which
  /// @param thread 0 … threads − 1, which works on it
  /// @param gradient all of it
  /// @param ofGradient its number
  /// @param places of the pairs
  /// @param ofPairs numbers of each step and each change
  /// @param out the direction, of which the block is written
  /// @return gradient · out in this block
  public double combine(
      int block,
      int thread,
      double[] gradient,
      double ofGradient,
      int[] places,
      double[] ofPairs,
      double[] out) {
    int from = block * Vectors.BLOCK;
    int n = sizeOf(block);
    A[] combined = numbers.vectors(2 * places.length, 0);
    for (int k = 0; k < places.length; k++) {
      combined[2 * k] = steps[places[k]];
      combined[2 * k + 1] = changes[places[k]];
    }
    numbers.combine(
        ofGradient,
        gradient,
        combined,
        ofPairs,
        combined.length,
        out,
        from,
        from + n,
        sums[thread]);
    return Vectors.dot(gradient, out, from, n);
  }

  /// Saves or restores all pairs.
  public void exchange(StateExchange state) {
    for (int i = 0; i < steps.length; i++) {
      numbers.exchange(state, "step" + i, steps[i]);
      numbers.exchange(state, "change" + i, changes[i]);
    }
  }

  /// Saves or restores the next pair, which has no place yet.
  public void exchangeNext(StateExchange state) {
    numbers.exchange(state, "nextStep", nextStep);
    numbers.exchange(state, "nextChange", nextChange);
  }
}
