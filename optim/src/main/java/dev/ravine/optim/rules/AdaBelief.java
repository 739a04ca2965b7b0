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

/// Adam that divides by how far gradients are from their average: large steps where gradients are
/// as expected.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g                        m̂ = m / (1 − beta1ᵗ)
/// s  ← beta2 · s + (1 − beta2) · (g − m)² + epsilon       ŝ = s / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŝ + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, in the average and outside the root | 1e-16 |
/// | m, s | slots `m`, `s`, from 0 |  |
/// | βᵗ | scalars `beta1Power`, `beta2Power` |  |
///
/// **Deviations:** the same as the authors' code and, with `eps_root` = `eps`, optax.
///
/// A constant gradient surprises nobody: s falls to ε / (1 − β₂), and steps become many learning
/// rates long (with ε = 1e-16 thousands and more), as in the authors' code.
///
/// **When to use it:** where Adam generalizes less well than momentum.
///
/// Zhuang and others: AdaBelief Optimizer (arXiv 2010.07468), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
public record AdaBelief(Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public AdaBelief {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static AdaBelief of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static AdaBelief of(Schedule learningRate) {
    return new AdaBelief(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-16));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public AdaBelief beta1(double beta1) {
    return new AdaBelief(learningRate, Schedule.constant(beta1), beta2, epsilon);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public AdaBelief beta2(double beta2) {
    return new AdaBelief(learningRate, beta1, Schedule.constant(beta2), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public AdaBelief epsilon(double epsilon) {
    return new AdaBelief(learningRate, beta1, beta2, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("s"));
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
      private float sScale;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(AdaBelief.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(AdaBelief.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        mScale = (float) (1 / (1 - step.multiply(0, beta1)));
        sScale = (float) (1 / (1 - step.multiply(1, beta2)));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] s = block.slot(1);
        float b1 = this.b1;
        float k1 = this.k1;
        float b2 = this.b2;
        float k2 = this.k2;
        float eps = this.eps;
        float mScale = this.mScale;
        float sScale = this.sScale;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          float surprise = g - m[i];
          s[i] = b2 * s[i] + k2 * surprise * surprise + eps;
          u[i] = m[i] * mScale / ((float) Math.sqrt(s[i] * sScale) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("adabelief", this);
  }
}
