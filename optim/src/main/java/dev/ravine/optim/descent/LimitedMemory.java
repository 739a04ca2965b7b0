package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.CompactInverse;
import dev.ravine.optim.vectors.Move;
import dev.ravine.optim.vectors.PairVectors;
import dev.ravine.optim.vectors.Vectors;

/// The directions of L-BFGS: the pairs are read once for all inner products, and once for the
/// direction, by several threads.
final class LimitedMemory implements Direction {

  private final CompactInverse inverse;
  private final PairVectors<?> pairs;
  private final ThreadTeam team;
  private final double[][] ofBlocks;

  /// Without pairs, which are kept as precisely as the objective is known.
  LimitedMemory(int memory, double damping, Objective objective, ThreadTeam team) {
    int n = objective.dimension();
    this.team = team;
    inverse = new CompactInverse(memory);
    pairs = PairVectors.of(memory, damping, PairVectors.areSingle(objective), n, team.size());
    ofBlocks = new double[Vectors.blocks(n)][CompactInverse.PRODUCTS * memory];
  }

  @Override
  public double direction(double[] x, double[] gradient, double[] out) {
    int[] places = inverse.places();
    if (!inverse.isFresh()) {
      inBlocks((block, thread) -> pairs.multiply(block, gradient, places, ofBlocks[block]));
      inverse.turn(this::sum);
    }
    double ofGradient = inverse.ofGradient();
    double[] ofPairs = inverse.ofPairs();
    inBlocks((block, thread) ->
        ofBlocks[block][0] =
            pairs.combine(block, thread, gradient, ofGradient, places, ofPairs, out));
    return sum(0);
  }

  /// What is done with a block.
  @FunctionalInterface
  private interface InBlock {
    void run(int block, int thread);
  }

  private void inBlocks(InBlock work) {
    team.run(thread -> {
      for (int block = first(thread); block < first(thread + 1); block++) {
        work.run(block, thread);
      }
    });
  }

  /// The first block of a thread's share.
  private int first(int thread) {
    return (int) ((long) ofBlocks.length * thread / team.size());
  }

  @Override
  public void update(Move move) {
    int next = inverse.next();
    learn(move, next, true);
    if (pairs.damp(move, sum(CompactInverse.PRODUCTS * next + 2))) {
      learn(move, next, false);
    }
    if (inverse.add(this::sum)) {
      pairs.keep(next);
    }
  }

  private void learn(Move move, int next, boolean writes) {
    int[] beside = inverse.placesBesideNext();
    inBlocks((block, thread) -> pairs.learn(block, move, writes, next, beside, ofBlocks[block]));
  }

  /// The blocks' results in their order, so that threads change no bit.
  private double sum(int which) {
    double sum = 0;
    for (double[] results : ofBlocks) {
      sum += results[which];
    }
    return sum;
  }

  /// The next direction is for another gradient than the last update knew.
  void turn() {
    inverse.stale();
  }

  boolean isEmpty() {
    return inverse.isEmpty();
  }

  @Override
  public boolean reset() {
    return inverse.reset();
  }

  @Override
  public double first(double decrease, double slope, double[] direction) {
    return inverse.isEmpty() ? Math.min(1, 1 / Vectors.norm(direction)) : 1;
  }

  @Override
  public void exchange(StateExchange state) {
    inverse.exchange(state);
    pairs.exchange(state);
  }
}
