package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;

/// The gradient of the penalty λ/2 ‖θ‖²: g ← g + weightDecay · θ.
///
/// With adaptive rules it is divided by the gradients' size like the rest of the gradient; for a
/// decay that is not, take [DecoupledDecay].
///
/// @param weightDecay λ, 0 or more
public record L2(double weightDecay) implements OnGradient {

  /// Checks the decay.
  public L2 {
    Require.notNegative("weightDecay", weightDecay);
  }

  @Override
  public BlockLoop begin() {
    float lambda = (float) weightDecay;
    return (Block block) -> {
      float[] u = block.update();
      float[] theta = block.theta();
      for (int i = block.from(); i < block.to(); i++) {
        u[i] += lambda * theta[i];
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("l2", this);
  }
}
