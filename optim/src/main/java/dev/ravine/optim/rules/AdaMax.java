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

/// Adam with the largest recent gradient in place of the average square.
///
/// ```
/// m ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// w ← max(beta2 · w, |g| + epsilon)
/// θ ← θ − learningRate · m̂ / w
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 2e-3 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, added to the gradient's size | 1e-8 |
/// | m, w | slots `m`, `largest`, from 0 |  |
/// | β₁ᵗ | scalar `beta1Power` |  |
///
/// **Deviations:** ε as in PyTorch and optax; the paper has none and divides by 0 where gradients
/// are 0 from the beginning. Keras adds it to w.
///
/// **When to use it:** where single gradients are much larger than most.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
public record AdaMax(Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public AdaMax {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static AdaMax of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static AdaMax of(Schedule learningRate) {
    return new AdaMax(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public AdaMax beta1(double beta1) {
    return new AdaMax(learningRate, Schedule.constant(beta1), beta2, epsilon);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public AdaMax beta2(double beta2) {
    return new AdaMax(learningRate, beta1, Schedule.constant(beta2), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public AdaMax epsilon(double epsilon) {
    return new AdaMax(learningRate, beta1, beta2, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("largest"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("beta1Power", 1));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b1;
      private float k1;
      private float b2;
      private float eps;
      private float mScale;

      @Override
      public void begin(Step step) {
        double beta1 = Require.fraction("beta1", step.value(AdaMax.this.beta1));
        b1 = (float) beta1;
        k1 = (float) (1 - beta1);
        b2 = (float) Require.fraction("beta2", step.value(beta2));
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        mScale = (float) (1 / (1 - step.multiply(0, beta1)));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] w = block.slot(1);
        float b1 = this.b1;
        float k1 = this.k1;
        float b2 = this.b2;
        float eps = this.eps;
        float mScale = this.mScale;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b1 * m[i] + k1 * g;
          w[i] = Math.max(b2 * w[i], Math.abs(g) + eps);
          u[i] = m[i] * mScale / w[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("adamax", this);
  }
}
