package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnUpdate;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// Weight decay that adaptive rules do not rescale: θ ← θ − learningRate · weightDecay · θ, in the
/// same step as the rule's update and with the θ before it. Biases are usually spared:
/// `decoupledDecay(0.01) on weights`.
///
/// **Deviations:** the decay is multiplied by the current learning rate, as in PyTorch, optax and
/// Keras; in the paper by its schedule's factor only.
///
/// Loshchilov, Hutter: Decoupled Weight Decay Regularization (arXiv 1711.05101), algorithm 2.
///
/// @param weightDecay λ, 0 or more
public record DecoupledDecay(Schedule weightDecay) implements OnUpdate {

  /// Checks the ranges of what does not change.
  public DecoupledDecay {
    Require.notNegative("weightDecay", weightDecay);
  }

  /// A constant value.
  ///
  /// @param weightDecay 0 or more
  /// @return the stage
  public static DecoupledDecay of(double weightDecay) {
    return new DecoupledDecay(Schedule.constant(weightDecay));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private double lambda;

      @Override
      public void begin(Step step) {
        lambda = Require.notNegative("weightDecay", step.value(weightDecay));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] theta = block.theta();
        float factor = (float) (block.learningRate() * lambda);
        for (int i = block.from(); i < block.to(); i++) {
          u[i] += factor * theta[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("decoupledDecay", this);
  }
}
