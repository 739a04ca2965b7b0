package dev.ravine.optim.minimize;

import org.jspecify.annotations.Nullable;

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
final class LimitedMemory implements Direction {

  /// Numbers of each vector that stay in the nearest cache while the pairs stream by.
  private static final int BLOCK = 1024;

  private final double damping;
  private final double[][] steps;
  private final double[][] changes;
  private final double[][] stepTimesChange;
  private final double[][] changeTimesChange;
  private final double[] stepTimesGradient;
  private final double[] changeTimesGradient;
  private final double[] u;
  private final double[] a;
  private int count;
  private int newest;
  private boolean fresh;

  LimitedMemory(int memory, double damping, int n) {
    this.damping = damping;
    steps = new double[memory][n];
    changes = new double[memory][n];
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
    return Math.floorMod(newest - count + 1 + k, steps.length);
  }

  @Override
  public void direction(double[] gradient, double[] out) {
    if (!fresh) {
      multiply(gradient, null);
    }
    double gamma =
        count == 0 ? 1 : stepTimesChange[newest][newest] / changeTimesChange[newest][newest];
    solve(gamma);
    for (int from = 0; from < out.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, out.length);
      for (int i = from; i < to; i++) {
        out[i] = -gamma * gradient[i];
      }
      for (int k = 0; k < count; k++) {
        double[] s = steps[pair(k)];
        double[] y = changes[pair(k)];
        double ofStep = -a[k];
        double ofChange = gamma * u[k];
        for (int i = from; i < to; i++) {
          out[i] += ofStep * s[i] + ofChange * y[i];
        }
      }
    }
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
  public void update(double[] step, double[] change, double[] gradient, double t) {
    fresh = false;
    if (!CurvaturePair.accept(step, change, gradient, t, damping)) {
      return;
    }
    newest = (newest + 1) % steps.length;
    count = Math.min(count + 1, steps.length);
    System.arraycopy(step, 0, steps[newest], 0, step.length);
    System.arraycopy(change, 0, changes[newest], 0, change.length);
    multiply(gradient, changes[newest]);
  }

  /// All inner products with the gradient, and with a new change, in one pass over the pairs.
  private void multiply(double[] gradient, double @Nullable [] change) {
    for (int k = 0; k < count; k++) {
      int p = pair(k);
      stepTimesGradient[p] = 0;
      changeTimesGradient[p] = 0;
      if (change != null) {
        stepTimesChange[p][newest] = 0;
        changeTimesChange[p][newest] = 0;
      }
    }
    for (int from = 0; from < gradient.length; from += BLOCK) {
      int n = Math.min(BLOCK, gradient.length - from);
      for (int k = 0; k < count; k++) {
        int p = pair(k);
        stepTimesGradient[p] += Vectors.dot(steps[p], gradient, from, n);
        changeTimesGradient[p] += Vectors.dot(changes[p], gradient, from, n);
        if (change != null) {
          stepTimesChange[p][newest] += Vectors.dot(steps[p], change, from, n);
          changeTimesChange[p][newest] += Vectors.dot(changes[p], change, from, n);
        }
      }
    }
    for (int k = 0; k < count && change != null; k++) {
      changeTimesChange[newest][pair(k)] = changeTimesChange[pair(k)][newest];
    }
    fresh = true;
  }

  @Override
  public void reset() {
    count = 0;
    fresh = false;
  }

  @Override
  public double first(double decrease, double slope, double norm) {
    return count == 0 ? Math.min(1, 1 / norm) : 1;
  }

  @Override
  public void exchange(StateExchange state) {
    count = (int) state.count("pairs", count);
    newest = (int) state.count("newest", newest);
    fresh = state.number("fresh", fresh ? 1 : 0) != 0;
    state.array("stepTimesGradient", stepTimesGradient);
    state.array("changeTimesGradient", changeTimesGradient);
    for (int i = 0; i < steps.length; i++) {
      state.array("step" + i, steps[i]);
      state.array("change" + i, changes[i]);
      state.array("stepTimesChange" + i, stepTimesChange[i]);
      state.array("changeTimesChange" + i, changeTimesChange[i]);
    }
  }
}
