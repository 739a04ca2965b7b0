package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// Limits the length of each tensor's gradient: g ← g · maxNorm / ‖g‖ if ‖g‖ > maxNorm.
///
/// **Deviations:** the same as Keras' `clipnorm`. optax has `clip_by_block_rms` only, which limits
/// the root mean square of each tensor: its limit is this one's divided by √n.
///
/// @param maxNorm positive
public record ClipNorm(Schedule maxNorm) implements OnGradient {

  /// Checks the ranges of what does not change.
  public ClipNorm {
    Require.positive("maxNorm", maxNorm);
  }

  /// A constant value.
  ///
  /// @param maxNorm positive
  /// @return the stage
  public static ClipNorm of(double maxNorm) {
    return new ClipNorm(Schedule.constant(maxNorm));
  }

  @Override
  public Reduction needs() {
    return Reduction.TENSOR_NORMS;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float most;

      @Override
      public void begin(Step step) {
        most = (float) Require.positive("maxNorm", step.value(maxNorm));
      }

      @Override
      public void run(Block block) {
        double norm = block.updateNorm();
        if (norm > most) {
          Factor.multiply(block, most / norm);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("clipNorm", this);
  }
}
