package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// The gradient of the penalty λ/2 ‖θ‖²: g ← g + weightDecay · θ.
///
/// With adaptive rules it is divided by the gradients' size like the rest of the gradient; for a
/// decay that is not, take [DecoupledDecay]. Biases are usually spared: `l2(1e-4) on weights`.
///
/// @param weightDecay λ, 0 or more
public record L2(Schedule weightDecay) implements OnGradient {

  /// Checks the ranges of what does not change.
  public L2 {
    Require.notNegative("weightDecay", weightDecay);
  }

  /// A constant value.
  ///
  /// @param weightDecay 0 or more
  /// @return the stage
  public static L2 of(double weightDecay) {
    return new L2(Schedule.constant(weightDecay));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float lambda;

      @Override
      public void begin(Step step) {
        lambda = (float) Require.notNegative("weightDecay", step.value(weightDecay));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float lambda = this.lambda;
        float[] theta = block.theta();
        for (int i = block.from(); i < block.to(); i++) {
          u[i] += lambda * theta[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("l2", this);
  }
}
