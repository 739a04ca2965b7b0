package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnWeights;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import java.util.List;
import java.util.Optional;

/// An exponentially decaying average of the weights, for evaluation: average ← decay · average + (1
/// − decay) · θ, from the weights after the first step.
///
/// **Deviations:** the same as PyTorch's `AveragedModel` with `get_ema_avg_fn`. optax' `ema` starts
/// from 0 and corrects for it.
///
/// Polyak, Juditsky: Acceleration of Stochastic Approximation by Averaging (SIAM Journal on Control
/// and Optimization 30, 1992), with a decaying memory.
///
/// @param decay in [0, 1)
public record Ema(Schedule decay) implements OnWeights {

  /// Checks the ranges of what does not change.
  public Ema {
    Require.fraction("decay", decay);
  }

  /// A constant value.
  ///
  /// @param decay in [0, 1)
  /// @return the stage
  public static Ema of(double decay) {
    return new Ema(Schedule.constant(decay));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("average"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("averaged", 0));
  }

  @Override
  public Optional<BlockLoop> evaluation() {
    return Optional.of(new AverageForEvaluation());
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float old;
      private float fresh;

      @Override
      public void begin(Step step) {
        old = 1;
        fresh = 0;
        double rate = Require.fraction("decay", step.value(decay));
        double first = step.scalar(0) == 0 ? 0 : rate;
        old = (float) first;
        fresh = (float) (1 - first);
        step.scalar(0, 1);
      }

      @Override
      public void run(Block block) {
        float[] theta = block.theta();
        float[] average = block.slot(0);
        float old = this.old;
        float fresh = this.fresh;
        for (int i = block.from(); i < block.to(); i++) {
          average[i] = old * average[i] + fresh * theta[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("ema", this);
  }
}
