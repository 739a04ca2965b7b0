package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
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
/// | m, v | slots `m`, `v`, from 0 | |
/// | t | step, from 1 | |
///
/// **Deviations:** the same as PyTorch and optax. Keras, DJL, Deeplearning4j, Tribuo and TensorFlow
/// add ε before the correction (the paper's ε̂), which matters while t is small and gradients are
/// tiny.
///
/// **When to use it:** first, if nothing is known about the problem.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), algorithm 1.
///
/// @param learningRate α
/// @param beta1 β₁ in [0, 1)
/// @param beta2 β₂ in [0, 1)
/// @param epsilon ε, positive, added outside the root
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public Adam {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Adam of(double learningRate) {
    return new Adam(Schedule.constant(learningRate), 0.9, 0.999, 1e-8);
  }

  /// The same rule with another memory of gradients.
  ///
  /// @param beta1 β₁ in [0, 1)
  /// @return a changed copy
  public Adam beta1(double beta1) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  /// The same rule with another memory of squares.
  ///
  /// @param beta2 β₂ in [0, 1)
  /// @return a changed copy
  public Adam beta2(double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public Adam epsilon(double epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public BlockLoop begin() {
    float b1 = (float) beta1;
    float k1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float k2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    return new BlockLoop() {
      private float mScale;
      private float vScale;

      @Override
      public void begin(Step step) {
        mScale = (float) (1 / (1 - step.power(beta1)));
        vScale = (float) (1 / (1 - step.power(beta2)));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] v = block.slot(1);
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
