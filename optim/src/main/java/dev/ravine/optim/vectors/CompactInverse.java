package dev.ravine.optim.vectors;

import dev.ravine.optim.minimize.StateExchange;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The inverse Hessian that the last pairs of steps s and changes of the gradient y stand for, in
/// compact form. It knows inner products alone; the vectors are elsewhere ([PairVectors]), in one
/// place or in parts.
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
public final class CompactInverse {

  /// How many inner products a pair has: sᵀg, yᵀg with the gradient, sᵀy′, yᵀy′ with the newest
  /// change. Those of the pair in place p begin at `PRODUCTS * p`.
  public static final int PRODUCTS = 4;

  private final int memory;
  private final double[][] stepTimesChange;
  private final double[][] changeTimesChange;
  private final double[] stepTimesGradient;
  private final double[] changeTimesGradient;
  private final double[] u;
  private final double[] a;
  private int count;
  private int newest;
  private boolean fresh;

  /// Without pairs.
  ///
  /// @param memory how many are kept
  public CompactInverse(int memory) {
    this.memory = memory;
    stepTimesChange = new double[memory][memory];
    changeTimesChange = new double[memory][memory];
    stepTimesGradient = new double[memory];
    changeTimesGradient = new double[memory];
    u = new double[memory];
    a = new double[memory];
    newest = memory - 1;
  }

  /// Where the pair lies that is the k-th oldest.
  private int pair(int k) {
    return Math.floorMod(newest - count + 1 + k, memory);
  }

  /// Where the pairs lie, from the oldest on.
  public int[] places() {
    return IntStream.range(0, count).map(this::pair).toArray();
  }

  /// Where the next pair will lie.
  public int next() {
    return (newest + 1) % memory;
  }

  /// Where the pairs lie that stay when the next one has come.
  public int[] placesBesideNext() {
    return IntStream.range(count == memory ? 1 : 0, count).map(this::pair).toArray();
  }

  /// Whether there are no pairs.
  public boolean isEmpty() {
    return count == 0;
  }

  /// Whether the inner products with the gradient are those of the gradient now.
  public boolean isFresh() {
    return fresh;
  }

  /// Learns from the next pair, if the curvature along it is positive enough.
  ///
  /// @param products of the next pair, in its place, and of those beside it
  /// @return whether it has
  public boolean add(IntToDoubleFunction products) {
    int next = next();
    fresh =
        CurvaturePair.isCurved(
            products.applyAsDouble(PRODUCTS * next + 2),
            products.applyAsDouble(PRODUCTS * next + 3));
    if (!fresh) {
      return false;
    }
    newest = next;
    count = Math.min(count + 1, memory);
    for (int p : places()) {
      stepTimesChange[p][newest] = products.applyAsDouble(PRODUCTS * p + 2);
      changeTimesChange[p][newest] = products.applyAsDouble(PRODUCTS * p + 3);
      changeTimesChange[newest][p] = changeTimesChange[p][newest];
    }
    turn(products);
    return true;
  }

  /// Takes the gradient now.
  ///
  /// @param products of all pairs, of which the first two are looked at
  public void turn(IntToDoubleFunction products) {
    for (int p : places()) {
      stepTimesGradient[p] = products.applyAsDouble(PRODUCTS * p);
      changeTimesGradient[p] = products.applyAsDouble(PRODUCTS * p + 1);
    }
    fresh = true;
  }

  /// The next direction is for another gradient than the last update knew.
  public void stale() {
    fresh = false;
  }

  /// What of the gradient itself the direction −H g has: −γ.
  public double ofGradient() {
    return -gamma();
  }

  private double gamma() {
    return count == 0 ? 1 : stepTimesChange[newest][newest] / changeTimesChange[newest][newest];
  }

  /// What of each step and each change the direction −H g has.
  ///
  /// @return two for each pair, from the oldest on
  public double[] ofPairs() {
    double gamma = gamma();
    solve(gamma);
    double[] weights = new double[2 * count];
    for (int k = 0; k < count; k++) {
      weights[2 * k] = -a[k];
      weights[2 * k + 1] = gamma * u[k];
    }
    return weights;
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

  /// Forgets all pairs.
  ///
  /// @return whether there were any
  public boolean reset() {
    boolean hasLearnt = count > 0;
    count = 0;
    fresh = false;
    return hasLearnt;
  }

  /// Saves or restores all that it knows.
  public void exchange(StateExchange state) {
    count = (int) state.count("pairs", count);
    newest = (int) state.count("newest", newest);
    fresh = state.number("fresh", fresh ? 1 : 0) != 0;
    state.array("stepTimesGradient", stepTimesGradient);
    state.array("changeTimesGradient", changeTimesGradient);
    for (int i = 0; i < memory; i++) {
      state.array("stepTimesChange" + i, stepTimesChange[i]);
      state.array("changeTimesChange" + i, changeTimesChange[i]);
    }
  }
}
