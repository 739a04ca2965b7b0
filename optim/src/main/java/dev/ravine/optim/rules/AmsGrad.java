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

/// Adam whose division never gets weaker: it divides by the largest average square so far.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²
/// w  ← max(w, v)                            ŵ = w / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŵ + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-8 |
/// | m, v, w | slots `m`, `v`, `largest`, from 0 |  |
/// | βᵗ | scalars `beta1Power`, `beta2Power` |  |
///
/// **Deviations:** corrected for the start from zero, as in PyTorch; the paper does without. optax
/// takes the largest of the corrected averages.
///
/// **When to use it:** where Adam does not settle because rare large gradients are forgotten too
/// fast.
///
/// Reddi, Kale, Kumar: On the Convergence of Adam and Beyond (ICLR 2018), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
public record AmsGrad(Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public AmsGrad {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static AmsGrad of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static AmsGrad of(Schedule learningRate) {
    return new AmsGrad(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public AmsGrad beta1(double beta1) {
    return new AmsGrad(learningRate, Schedule.constant(beta1), beta2, epsilon);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public AmsGrad beta2(double beta2) {
    return new AmsGrad(learningRate, beta1, Schedule.constant(beta2), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public AmsGrad epsilon(double epsilon) {
    return new AmsGrad(learningRate, beta1, beta2, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"), Slot.lasting("largest"));
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

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(AmsGrad.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(AmsGrad.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        mScale = (float) (1 / (1 - step.multiply(0, beta1)));
        vScale = (float) (1 / (1 - step.multiply(1, beta2)));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] v = block.slot(1);
        float[] w = block.slot(2);
        float b1 = this.b1;
        float k1 = this.k1;
        float b2 = this.b2;
        float k2 = this.k2;
        float eps = this.eps;
        float mScale = this.mScale;
        float vScale = this.vScale;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          v[i] = b2 * v[i] + k2 * g * g;
          w[i] = Math.max(w[i], v[i]);
          u[i] = m[i] * mScale / ((float) Math.sqrt(w[i] * vScale) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("amsgrad", this);
  }
}
