package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnUpdate;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Step;

/// Weight decay that adaptive rules do not rescale: θ ← θ − learningRate · weightDecay · θ, in the
/// same step as the rule's update and with the θ before it.
///
/// **Deviations:** the decay is multiplied by the current learning rate, as in PyTorch, optax and
/// Keras; in the paper by its schedule's factor only.
///
/// Loshchilov, Hutter: Decoupled Weight Decay Regularization (arXiv 1711.05101), algorithm 2.
///
/// @param weightDecay λ, 0 or more
public record DecoupledDecay(double weightDecay) implements OnUpdate {

  /// Checks the decay.
  public DecoupledDecay {
    Require.notNegative("weightDecay", weightDecay);
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float factor;

      @Override
      public void begin(Step step) {
        factor = (float) (step.learningRate() * weightDecay);
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] theta = block.theta();
        float factor = this.factor;
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
