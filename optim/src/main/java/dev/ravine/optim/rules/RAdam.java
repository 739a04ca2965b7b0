package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// Adam that does without the division until enough gradients were seen to trust it, and then
/// trusts it by degrees.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// ρ∞ = 2 / (1 − beta2) − 1                  ρ = ρ∞ − 2 t · beta2ᵗ / (1 − beta2ᵗ)
/// ρ > threshold:  θ ← θ − learningRate · r · m̂ / (√v̂ + epsilon)
/// else            θ ← θ − learningRate · m̂
/// r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-8 |
/// | – | `threshold`, 4 or more | 5 |
/// | m, v | slots `m`, `v`, from 0 |  |
/// | βᵗ | scalars `beta1Power`, `beta2Power` |  |
///
/// **Deviations:** the threshold is 5 as in PyTorch and optax, 4 in the paper. PyTorch adds ε
/// before the correction, optax after it.
///
/// **When to use it:** instead of Adam with a hand-made warm-up.
///
/// Liu and others: On the Variance of the Adaptive Learning Rate and Beyond (arXiv 1908.03265),
/// algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
/// @param threshold threshold of ρ, 4 or more
public record RAdam(
    Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon, double threshold)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public RAdam {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
    if (!(threshold >= 4)) {
      throw new IllegalArgumentException("threshold must be 4 or more, was " + threshold);
    }
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static RAdam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static RAdam of(Schedule learningRate) {
    return new RAdam(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8), 5);
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public RAdam beta1(double beta1) {
    return new RAdam(learningRate, Schedule.constant(beta1), beta2, epsilon, threshold);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public RAdam beta2(double beta2) {
    return new RAdam(learningRate, beta1, Schedule.constant(beta2), epsilon, threshold);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public RAdam epsilon(double epsilon) {
    return new RAdam(learningRate, beta1, beta2, Schedule.constant(epsilon), threshold);
  }

  /// The same rule with another threshold of ρ.
  ///
  /// @param threshold 4 or more
  /// @return a changed copy
  public RAdam threshold(double threshold) {
    return new RAdam(learningRate, beta1, beta2, epsilon, threshold);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("beta1Power", 1), new Scalar("beta2Power", 1));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b1;
      private float k1;
      private float b2;
      private float k2;
      private float eps;
      private float mScale;
      private float vScale;
      private float adaptive;
      private float plain;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(RAdam.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(RAdam.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        mScale = (float) (1 / (1 - step.multiply(0, beta1)));
        vScale = (float) (1 / (1 - step.multiply(1, beta2)));
        double end = 2 / (1 - beta2) - 1;
        double power = step.scalar(1);
        double rho = end - 2 * step.t() * power / (1 - power);
        double r =
            rho > threshold
                ? Math.sqrt((rho - 4) * (rho - 2) * end / ((end - 4) * (end - 2) * rho))
                : 1;
        mScale *= (float) r;
        adaptive = rho > threshold ? 1 : 0;
        plain = 1 - adaptive;
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] v = block.slot(1);
        float b1 = this.b1;
        float k1 = this.k1;
        float b2 = this.b2;
        float k2 = this.k2;
        float eps = this.eps;
        float mScale = this.mScale;
        float vScale = this.vScale;
        float adaptive = this.adaptive;
        float plain = this.plain;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          v[i] = b2 * v[i] + k2 * g * g;
          float root = Math.min((float) Math.sqrt(v[i] * vScale), Float.MAX_VALUE);
          u[i] = m[i] * mScale / (adaptive * (root + eps) + plain);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("radam", this);
  }
}
