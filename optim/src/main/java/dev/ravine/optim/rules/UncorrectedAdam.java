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

/// Adam without its correction for bias: both averages start from zero, and nothing is done about
/// it.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g
/// v  ← beta2 · v + (1 − beta2) · g²
/// θ  ← θ − learningRate · m / (√v + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | m, v | slots `m`, `v`, from 0 |  |
///
/// With a gradient that stays the same, step t is (1 − β₁ᵗ) / √(1 − β₂ᵗ) times as long as Adam's:
/// with the defaults 3.2 times at first, 6.5 times after ten steps, and still twice after 300.
///
/// **Deviations:** the same as the variant of Adam that BERT was published with, less its weight
/// decay.
///
/// **When to use it:** to see what the correction is for.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), section 3, which
/// explains the correction, and 6.4, which leaves it out.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
public record UncorrectedAdam(
    Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public UncorrectedAdam {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static UncorrectedAdam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static UncorrectedAdam of(Schedule learningRate) {
    return new UncorrectedAdam(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public UncorrectedAdam beta1(double beta1) {
    return new UncorrectedAdam(learningRate, Schedule.constant(beta1), beta2, epsilon);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public UncorrectedAdam beta2(double beta2) {
    return new UncorrectedAdam(learningRate, beta1, Schedule.constant(beta2), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public UncorrectedAdam epsilon(double epsilon) {
    return new UncorrectedAdam(learningRate, beta1, beta2, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b1;
      private float k1;
      private float b2;
      private float k2;
      private float eps;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(UncorrectedAdam.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(UncorrectedAdam.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
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
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          v[i] = b2 * v[i] + k2 * g * g;
          u[i] = m[i] / ((float) Math.sqrt(v[i]) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("uncorrectedAdam", this);
  }
}
