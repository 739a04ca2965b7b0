package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;

/// Limits every element of the gradient: g ← max(−limit, min(limit, g)). NaN stays NaN.
///
/// @param limit positive
public record ClipValue(double limit) implements OnGradient {

  /// Checks the limit.
  public ClipValue {
    Require.positive("limit", limit);
  }

  @Override
  public BlockLoop begin() {
    float high = (float) limit;
    float low = -high;
    return (Block block) -> {
      float[] u = block.update();
      for (int i = block.from(); i < block.to(); i++) {
        u[i] = Math.max(low, Math.min(high, u[i]));
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("clipValue", this);
  }
}
