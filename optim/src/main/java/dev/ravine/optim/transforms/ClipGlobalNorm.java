package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Step;

/// Limits the length of the whole gradient: g ← g · maxNorm / ‖g‖ if ‖g‖ > maxNorm.
///
/// **Deviations:** the same as optax. PyTorch adds 1e-6 to the norm.
///
/// Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (ICML 2013),
/// algorithm 1.
///
/// @param maxNorm positive
public record ClipGlobalNorm(Schedule maxNorm) implements OnGradient {

  /// Checks the ranges of what does not change.
  public ClipGlobalNorm {
    Require.positive("maxNorm", maxNorm);
  }

  /// A constant value.
  ///
  /// @param maxNorm positive
  /// @return the stage
  public static ClipGlobalNorm of(double maxNorm) {
    return new ClipGlobalNorm(Schedule.constant(maxNorm));
  }

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private double factor;

      @Override
      public void begin(Step step) {
        double most = Require.positive("maxNorm", step.value(maxNorm));
        double norm = step.norm();
        factor = norm > most ? most / norm : 1;
      }

      @Override
      public void run(Block block) {
        if (factor != 1) {
          Factor.multiply(block, factor);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("clipGlobalNorm", this);
  }
}
