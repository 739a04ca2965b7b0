package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Power;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// Adam with Nesterov's momentum, which grows to β₁ in the course of the steps.
///
/// ```
/// μₜ = beta1 · (1 − ½ · 0.96^(t · momentumDecay))
/// m  ← beta1 · m + (1 − beta1) · g
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// m̂  = μₜ₊₁ · m / (1 − μ₁ ⋯ μₜ₊₁) + (1 − μₜ) · g / (1 − μ₁ ⋯ μₜ)
/// θ  ← θ − learningRate · m̂ / (√v̂ + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 2e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-8 |
/// | ψ | `momentumDecay`, does not change from step to step | 4e-3 |
/// | m, v | slots `m`, `v`, from 0 |  |
/// | Πμ, β₂ᵗ | scalars `muProduct`, `beta2Power` |  |
///
/// **Deviations:** the same as PyTorch from 2.0 on (1.13 multiplies by one μ too many). Keras has ψ
/// = 1. optax keeps μ = β₁; Deeplearning4j does not correct v, so that its first step is about 60
/// times as large. A β₁ that is a schedule changes the memory of gradients from its step on; the
/// momentum schedule's μₜ and μₜ₊₁ are formed from the β₁ of step t, the product of all μ from
/// those in force at their steps.
///
/// **When to use it:** as Adam; often a little faster at the beginning.
///
/// Dozat: Incorporating Nesterov Momentum into Adam (ICLR workshop 2016), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
/// @param momentumDecay momentum decay ψ, positive
public record NAdam(
    Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon, double momentumDecay)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public NAdam {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
    Require.positive("momentumDecay", momentumDecay);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static NAdam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static NAdam of(Schedule learningRate) {
    return new NAdam(
        learningRate,
        Schedule.constant(0.9),
        Schedule.constant(0.999),
        Schedule.constant(1e-8),
        4e-3);
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public NAdam beta1(double beta1) {
    return new NAdam(learningRate, Schedule.constant(beta1), beta2, epsilon, momentumDecay);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public NAdam beta2(double beta2) {
    return new NAdam(learningRate, beta1, Schedule.constant(beta2), epsilon, momentumDecay);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public NAdam epsilon(double epsilon) {
    return new NAdam(learningRate, beta1, beta2, Schedule.constant(epsilon), momentumDecay);
  }

  /// The same rule with another momentum decay ψ.
  ///
  /// @param momentumDecay positive
  /// @return a changed copy
  public NAdam momentumDecay(double momentumDecay) {
    return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("muProduct", 1), new Scalar("beta2Power", 1));
  }

  @Override
  public BlockLoop begin() {
    double base = StrictMath.pow(0.96, momentumDecay);
    return new BlockLoop() {
      private float b1;
      private float k1;
      private float b2;
      private float k2;
      private float eps;
      private float ofM;
      private float ofG;
      private float vScale;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(NAdam.this.beta1));
        double beta2 = Require.fraction("beta2", step.value(NAdam.this.beta2));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) beta2;
        k2 = (float) (1 - beta2);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        double mu = beta1 * (1 - 0.5 * Power.of(base, step.t()));
        double next = beta1 * (1 - 0.5 * Power.of(base, step.t() + 1));
        double product = step.multiply(0, mu);
        ofM = (float) (next / (1 - product * next));
        ofG = (float) ((1 - mu) / (1 - product));
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
        float ofM = this.ofM;
        float ofG = this.ofG;
        float vScale = this.vScale;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          v[i] = b2 * v[i] + k2 * g * g;
          u[i] = (ofM * m[i] + ofG * g) / ((float) Math.sqrt(v[i] * vScale) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("nadam", this);
  }
}
