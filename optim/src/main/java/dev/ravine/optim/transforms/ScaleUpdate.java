package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnUpdate;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// Makes updates longer or shorter: a learning rate of their own for some tensors, as in `adam |
/// scaleUpdate(0.1) on "embedding*"`. A decay that stands before it in the chain is scaled too, one
/// that stands after it is not.
///
/// @param factor 0 or more
public record ScaleUpdate(Schedule factor) implements OnUpdate {

  /// Checks the ranges of what does not change.
  public ScaleUpdate {
    Require.notNegative("factor", factor);
  }

  /// A constant value.
  ///
  /// @param factor 0 or more
  /// @return the stage
  public static ScaleUpdate of(double factor) {
    return new ScaleUpdate(Schedule.constant(factor));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float by;

      @Override
      public void begin(Step step) {
        by = (float) Require.notNegative("factor", step.value(factor));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float by = this.by;
        for (int i = block.from(); i < block.to(); i++) {
          u[i] *= by;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("scaleUpdate", this);
  }
}
