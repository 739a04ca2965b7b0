package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// Limits every element of the gradient: g ← max(−limit, min(g, limit)).
///
/// **Deviations:** none. Deep Java Library's on PyTorch limits positive elements only.
///
/// @param limit positive
public record ClipValue(Schedule limit) implements OnGradient {

  /// Checks the ranges of what does not change.
  public ClipValue {
    Require.positive("limit", limit);
  }

  /// A constant value.
  ///
  /// @param limit positive
  /// @return the stage
  public static ClipValue of(double limit) {
    return new ClipValue(Schedule.constant(limit));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float most;

      @Override
      public void begin(Step step) {
        most = (float) Require.positive("limit", step.value(limit));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float most = this.most;
        for (int i = block.from(); i < block.to(); i++) {
          u[i] = Math.max(-most, Math.min(u[i], most));
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("clipValue", this);
  }
}
