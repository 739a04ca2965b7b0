package dev.ravine.optim.descent;

import dev.ravine.optim.minimize.StateExchange;
import dev.ravine.optim.vectors.Vectors;

/// The Hessian that the last pairs of steps and changes of the gradient stand for, in compact form:
///
/// ```
/// B = θ I − W M Wᵀ        W = [Y  θS]        M⁻¹ = [ −D  Lᵀ    ]
///                                                  [  L  θ SᵀS ]
/// ```
///
/// D is the diagonal of SᵀY, L what is below it, θ = yᵀy / sᵀy of the newest pair.
///
/// Byrd, Nocedal, Schnabel: Representations of Quasi-Newton Matrices and Their Use in Limited
/// Memory Methods (Mathematical Programming 63, 1994), equation 3.5.
final class CompactHessian {

  private static final double LEAST_CURVATURE = 2.2e-16;

  private final double[][] steps;
  private final double[][] changes;
  private final double[][] stepTimesChange;
  private final double[][] stepTimesStep;
  private int count;
  private int newest;
  private double theta = 1;
  private BlockSystem inverseMiddle = none();

  CompactHessian(int memory, int n) {
    steps = new double[memory][n];
    changes = new double[memory][n];
    stepTimesChange = new double[memory][memory];
    stepTimesStep = new double[memory][memory];
    newest = memory - 1;
  }

  double theta() {
    return theta;
  }

  /// How many columns W has: two for each pair.
  int size() {
    return 2 * count;
  }

  /// Where the pair lies that is the k-th oldest.
  private int pair(int k) {
    return Math.floorMod(newest - count + 1 + k, steps.length);
  }

  /// Writes row i of W.
  void row(int i, double[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = changes[pair(k)][i];
      out[count + k] = theta * steps[pair(k)][i];
    }
  }

  /// Wᵀ · vector
  double[] timesPairs(double[] vector) {
    double[] product = new double[size()];
    for (int k = 0; k < count; k++) {
      product[k] = Vectors.dot(changes[pair(k)], vector);
      product[count + k] = theta * Vectors.dot(steps[pair(k)], vector);
    }
    return product;
  }

  /// v ← M v
  void timesMiddle(double[] v) {
    inverseMiddle.solve(v);
  }

  /// Dⱼⱼ
  double diagonal(int j) {
    return stepTimesChange[pair(j)][pair(j)];
  }

  /// Learns from a step, if the curvature along it is positive enough. If rounding errors have made
  /// the model indefinite, all is forgotten.
  ///
  /// @param step s
  /// @param change y of the gradient
  /// @param gradient before the step
  void add(double[] step, double[] change, double[] gradient) {
    double curvature = Vectors.dot(step, change);
    if (!(curvature > LEAST_CURVATURE * -Vectors.dot(step, gradient))) {
      return;
    }
    newest = (newest + 1) % steps.length;
    count = Math.min(count + 1, steps.length);
    System.arraycopy(step, 0, steps[newest], 0, step.length);
    System.arraycopy(change, 0, changes[newest], 0, change.length);
    for (int k = 0; k < count; k++) {
      int p = pair(k);
      stepTimesChange[p][newest] = Vectors.dot(steps[p], change);
      stepTimesChange[newest][p] = Vectors.dot(step, changes[p]);
      stepTimesStep[p][newest] = Vectors.dot(steps[p], step);
      stepTimesStep[newest][p] = stepTimesStep[p][newest];
    }
    theta = Vectors.dot(change, change) / curvature;
    factor();
  }

  private void factor() {
    double[][] a = new double[count][count];
    double[][] b = new double[count][count];
    double[][] c = new double[count][count];
    for (int i = 0; i < count; i++) {
      a[i][i] = diagonal(i);
      for (int j = 0; j < count; j++) {
        b[i][j] = i > j ? stepTimesChange[pair(i)][pair(j)] : 0;
        c[i][j] = theta * stepTimesStep[pair(i)][pair(j)];
      }
    }
    inverseMiddle = new BlockSystem(a, b, c);
    if (!inverseMiddle.isSolvable()) {
      reset();
    }
  }

  private static BlockSystem none() {
    return new BlockSystem(new double[0][0], new double[0][0], new double[0][0]);
  }

  boolean reset() {
    boolean hasLearnt = count > 0;
    count = 0;
    theta = 1;
    inverseMiddle = none();
    return hasLearnt;
  }

  void exchange(StateExchange state) {
    count = (int) state.count("pairs", count);
    newest = (int) state.count("newest", newest);
    theta = state.number("theta", theta);
    for (int i = 0; i < steps.length; i++) {
      state.array("step" + i, steps[i]);
      state.array("change" + i, changes[i]);
      state.array("stepTimesChange" + i, stepTimesChange[i]);
      state.array("stepTimesStep" + i, stepTimesStep[i]);
    }
    factor();
  }
}
