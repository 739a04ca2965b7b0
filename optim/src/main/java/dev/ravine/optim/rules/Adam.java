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

/// Adam: steps along the average gradient, divided by its average size, both averages corrected for
/// their start from zero.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√v̂ + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-8 |
/// | m, v | slots `m`, `v`, from 0 |  |
/// | βᵗ | scalars `beta1Power`, `beta2Power` |  |
///
/// **Deviations:** the same as PyTorch and optax. Keras, DJL, Deeplearning4j, Tribuo and TensorFlow
/// add ε before the correction (the paper's ε̂), which matters while t is small and gradients are
/// tiny. If β changes from step to step, βᵗ is the product of all values so far.
///
/// **When to use it:** first, if nothing is known about the problem.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), algorithm 1.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
public record Adam(Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Adam {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Adam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Adam of(Schedule learningRate) {
    return new Adam(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public Adam beta1(double beta1) {
    return new Adam(learningRate, Schedule.constant(beta1), beta2, epsilon);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public Adam beta2(double beta2) {
    return new Adam(learningRate, beta1, Schedule.constant(beta2), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public Adam epsilon(double epsilon) {
    return new Adam(learningRate, beta1, beta2, Schedule.constant(epsilon));
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

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(Adam.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(Adam.this.beta2));
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
          u[i] = m[i] * mScale / ((float) Math.sqrt(v[i] * vScale) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("adam", this);
  }
}
