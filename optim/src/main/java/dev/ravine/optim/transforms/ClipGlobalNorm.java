package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;
import dev.ravine.optim.Require;
import dev.ravine.optim.Step;

/// Limits the length of the whole gradient: g ← g · maxNorm / ‖g‖ if ‖g‖ > maxNorm.
///
/// **Deviations:** the same as optax. PyTorch adds 1e-6 to the norm.
///
/// Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (ICML 2013),
/// algorithm 1.
///
/// @param maxNorm positive
public record ClipGlobalNorm(double maxNorm) implements OnGradient {

  /// Checks the limit.
  public ClipGlobalNorm {
    Require.positive("maxNorm", maxNorm);
  }

  @Override
  public Reduction needs() {
    return Reduction.GRADIENT_NORM;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float factor = 1;

      @Override
      public void begin(Step step) {
        double norm = step.gradientNorm();
        factor = norm > maxNorm ? (float) (maxNorm / norm) : 1;
      }

      @Override
      public void run(Block block) {
        float factor = this.factor;
        if (factor != 1) {
          float[] u = block.update();
          for (int i = block.from(); i < block.to(); i++) {
            u[i] *= factor;
          }
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("clipGlobalNorm", this);
  }
}
