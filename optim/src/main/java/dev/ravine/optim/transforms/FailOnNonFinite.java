package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.NonFiniteGradientException;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;
import dev.ravine.optim.Step;

/// Refuses gradients with infinities or what is not a number: [NonFiniteGradientException] names
/// tensor and step, and nothing was changed.
public record FailOnNonFinite() implements OnGradient {

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      @Override
      public void begin(Step step) {
        if (!Double.isFinite(step.norm())) {
          throw new NonFiniteGradientException(step.firstNonFiniteTensor(), step.t(), "");
        }
      }

      @Override
      public void run(Block block) {}
    };
  }

  @Override
  public String toString() {
    return Recipe.print("failOnNonFinite", this);
  }
}
