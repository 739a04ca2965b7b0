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

/// AdaGrad: each parameter's steps are divided by the size of all its past gradients.
///
/// ```
/// G ← G + g²
/// θ ← θ − learningRate · g / (√G + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | G | slot `sumOfSquares`, from 0 |  |
///
/// **Deviations:** PyTorch has ε = 1e-10; optax and Keras have ε = 1e-7 inside the root and start G
/// from 0.1; Deeplearning4j starts G from ε.
///
/// **When to use it:** for sparse gradients. On dense ones the steps die away: G never shrinks.
///
/// Duchi, Hazan, Singer: Adaptive Subgradient Methods (JMLR 12, 2011), figure 1, diagonal form.
///
/// @param learningRate α
/// @param epsilon ε, positive
public record AdaGrad(Schedule learningRate, Schedule epsilon) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public AdaGrad {
    Require.learningRate(learningRate);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static AdaGrad of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static AdaGrad of(Schedule learningRate) {
    return new AdaGrad(learningRate, Schedule.constant(1e-8));
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public AdaGrad epsilon(double epsilon) {
    return new AdaGrad(learningRate, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("sumOfSquares"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float eps;

      @Override
      public void begin(Step step) {
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] sum = block.slot(0);
        float eps = this.eps;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          sum[i] += g * g;
          u[i] = g / ((float) Math.sqrt(sum[i]) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("adagrad", this);
  }
}
