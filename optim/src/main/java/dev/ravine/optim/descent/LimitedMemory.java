package dev.ravine.optim.descent;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.StateExchange;

/// The last pairs of steps and changes of the gradient, and the inverse Hessian that they stand
/// for, in compact form: the history is read once for all inner products, and once for the
/// direction.
///
/// ```
/// H = γ I + [S γY] [ R⁻ᵀ (D + γ YᵀY) R⁻¹   −R⁻ᵀ ] [ Sᵀ  ]
///                  [ −R⁻¹                    0   ] [ γYᵀ ]
/// ```
///
/// R is the upper triangle of SᵀY, D its diagonal, γ = sᵀy / yᵀy of the newest pair.
///
/// Byrd, Nocedal, Schnabel: Representations of Quasi-Newton Matrices and Their Use in Limited
/// Memory Methods (Mathematical Programming 63, 1994), equation 3.1.
///
/// @param <A> `float[]` or `double[]`, how the pairs are kept
final class LimitedMemory<A> implements Direction {

  /// Numbers of each vector that stay in a cache while the pairs stream by: few enough for the
  /// second, many enough for the hardware to see streams.
  private static final int BLOCK = 16384;

  private final PairNumbers<A> numbers;
  private final A[] steps;
  private final A[] changes;
  private final double[][] stepTimesChange;
  private final double[][] changeTimesChange;
  private final double[] stepTimesGradient;
  private final double[] changeTimesGradient;
  private final double[] u;
  private final double[] a;
  private final A[] combined;
  private final double[] weights;
  private final A[] sums;
  private final A rounded;
  private A nextStep;
  private A nextChange;
  private int count;
  private int newest;
  private final ThreadTeam team;
  private final double[][] ofBlocks;
  private boolean fresh;

  private LimitedMemory(int memory, PairNumbers<A> numbers, int n, ThreadTeam team) {
    this.team = team;
    this.numbers = numbers;
    ofBlocks = new double[(n + BLOCK - 1) / BLOCK][4 * memory];
    steps = numbers.vectors(memory, n);
    changes = numbers.vectors(memory, n);
    A[] next = numbers.vectors(2, n);
    nextStep = next[0];
    nextChange = next[1];
    rounded = numbers.room(1, n)[0];
    stepTimesChange = new double[memory][memory];
    changeTimesChange = new double[memory][memory];
    stepTimesGradient = new double[memory];
    changeTimesGradient = new double[memory];
    u = new double[memory];
    a = new double[memory];
    combined = numbers.vectors(2 * memory, 0);
    weights = new double[2 * memory];
    sums = numbers.room(team.size(), Math.min(BLOCK, n));
    newest = memory - 1;
  }

  /// An empty memory, as precise as an objective is; damped pairs are always in double precision.
  static LimitedMemory<?> of(int memory, double damping, Objective objective, ThreadTeam team) {
    int n = objective.dimension();
    return damping == 0 && PairNumbers.areSingle(objective)
        ? new LimitedMemory<>(memory, new FloatPairs(), n, team)
        : new LimitedMemory<>(memory, new DoublePairs(damping), n, team);
  }

  /// Where the pair lies that is the k-th oldest.
  private int pair(int k) {
    return Math.floorMod(newest - count + 1 + k, steps.length);
  }

  @Override
  public double direction(double[] x, double[] gradient, double[] out) {
    if (!fresh) {
      multiply(gradient);
    }
    double gamma =
        count == 0 ? 1 : stepTimesChange[newest][newest] / changeTimesChange[newest][newest];
    solve(gamma);
    for (int k = 0; k < count; k++) {
      combined[2 * k] = steps[pair(k)];
      combined[2 * k + 1] = changes[pair(k)];
      weights[2 * k] = -a[k];
      weights[2 * k + 1] = gamma * u[k];
    }
    team.run(part -> {
      for (int block = first(part); block < first(part + 1); block++) {
        int from = block * BLOCK;
        int to = Math.min(from + BLOCK, out.length);
        numbers.combine(-gamma, gradient, combined, weights, 2 * count, out, from, to, sums[part]);
        ofBlocks[block][0] = Vectors.dot(gradient, out, from, to - from);
      }
    });
    return sum(0);
  }

  /// The first block of a thread's share.
  private int first(int part) {
    return (int) ((long) ofBlocks.length * part / team.size());
  }

  /// u = R⁻¹ Sᵀg, a = R⁻ᵀ ((D + γ YᵀY) u − γ Yᵀg).
  private void solve(double gamma) {
    for (int i = count - 1; i >= 0; i--) {
      double rest = stepTimesGradient[pair(i)];
      for (int j = i + 1; j < count; j++) {
        rest -= stepTimesChange[pair(i)][pair(j)] * u[j];
      }
      u[i] = rest / stepTimesChange[pair(i)][pair(i)];
    }
    for (int i = 0; i < count; i++) {
      double right = stepTimesChange[pair(i)][pair(i)] * u[i];
      for (int j = 0; j < count; j++) {
        right += gamma * changeTimesChange[pair(i)][pair(j)] * u[j];
      }
      right -= gamma * changeTimesGradient[pair(i)];
      for (int j = 0; j < i; j++) {
        right -= stepTimesChange[pair(j)][pair(i)] * a[j];
      }
      a[i] = right / stepTimesChange[pair(i)][pair(i)];
    }
  }

  @Override
  public void update(Move move) {
    int next = (newest + 1) % steps.length;
    learn(move, next, true);
    if (numbers.damp(move, nextStep, nextChange, sum(4 * next + 2))) {
      learn(move, next, false);
    }
    fresh = CurvaturePair.isCurved(sum(4 * next + 2), sum(4 * next + 3));
    if (!fresh) {
      return;
    }
    newest = next;
    count = Math.min(count + 1, steps.length);
    A oldStep = steps[newest];
    A oldChange = changes[newest];
    steps[newest] = nextStep;
    changes[newest] = nextChange;
    nextStep = oldStep;
    nextChange = oldChange;
    for (int k = 0; k < count; k++) {
      int p = pair(k);
      stepTimesChange[p][newest] = sum(4 * p + 2);
      changeTimesChange[p][newest] = sum(4 * p + 3);
      changeTimesChange[newest][p] = changeTimesChange[p][newest];
    }
    takeProductsWithGradient();
  }

  /// All inner products of the pairs, and of a new one in place of the oldest, with the gradient
  /// and with the new change, while the new pair is written: one pass over all of them.
  private void learn(Move move, int next, boolean writes) {
    int length = move.gradient().length;
    team.run(part -> {
      for (int block = first(part); block < first(part + 1); block++) {
        int from = block * BLOCK;
        int n = Math.min(BLOCK, length - from);
        if (writes) {
          numbers.write(move, nextStep, nextChange, from, from + n);
        }
        A gradient = numbers.rounded(move.gradient(), rounded, from, from + n);
        double[] results = ofBlocks[block];
        numbers
            .kernels()
            .dots(nextStep, nextChange, gradient, nextChange, from, n, results, 4 * next);
        for (int k = count == steps.length ? 1 : 0; k < count; k++) {
          int p = pair(k);
          numbers
              .kernels()
              .dots(steps[p], changes[p], gradient, nextChange, from, n, results, 4 * p);
        }
      }
    });
  }

  /// All inner products with the gradient alone.
  private void multiply(double[] gradient) {
    team.run(part -> {
      for (int block = first(part); block < first(part + 1); block++) {
        int from = block * BLOCK;
        int n = Math.min(BLOCK, gradient.length - from);
        A in = numbers.rounded(gradient, rounded, from, from + n);
        for (int k = 0; k < count; k++) {
          int p = pair(k);
          double[] results = ofBlocks[block];
          results[4 * p] = numbers.kernels().dot(steps[p], from, in, from, n);
          results[4 * p + 1] = numbers.kernels().dot(changes[p], from, in, from, n);
        }
      }
    });
    takeProductsWithGradient();
    fresh = true;
  }

  private void takeProductsWithGradient() {
    for (int k = 0; k < count; k++) {
      int p = pair(k);
      stepTimesGradient[p] = sum(4 * p);
      changeTimesGradient[p] = sum(4 * p + 1);
    }
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
    fresh = false;
  }

  boolean isEmpty() {
    return count == 0;
  }

  @Override
  public boolean reset() {
    boolean hasLearnt = count > 0;
    count = 0;
    fresh = false;
    return hasLearnt;
  }

  @Override
  public double first(double decrease, double slope, double[] direction) {
    return count == 0 ? Math.min(1, 1 / Vectors.norm(direction)) : 1;
  }

  @Override
  public void exchange(StateExchange state) {
    count = (int) state.count("pairs", count);
    newest = (int) state.count("newest", newest);
    fresh = state.number("fresh", fresh ? 1 : 0) != 0;
    state.array("stepTimesGradient", stepTimesGradient);
    state.array("changeTimesGradient", changeTimesGradient);
    for (int i = 0; i < steps.length; i++) {
      numbers.exchange(state, "step" + i, steps[i]);
      numbers.exchange(state, "change" + i, changes[i]);
      state.array("stepTimesChange" + i, stepTimesChange[i]);
      state.array("changeTimesChange" + i, changeTimesChange[i]);
    }
  }
}
