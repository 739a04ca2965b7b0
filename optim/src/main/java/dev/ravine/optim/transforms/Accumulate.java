package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import java.util.List;

/// Gathers the gradients of several small batches and makes one step with their mean: the step of
/// the large batch that they make up. Whatever follows, clipping and decay too, sees the mean only,
/// and schedules count the steps made.
///
/// @param batches how many, 1 or more
public record Accumulate(int batches) implements OnGradient {

  /// Checks the ranges of what does not change.
  public Accumulate {
    Require.positive("batches", batches);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.lasting("gathered"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("seen", 0));
  }

  @Override
  public boolean mayEndStep() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    float share = (float) (1.0 / batches);
    return new BlockLoop() {
      private boolean complete;

      @Override
      public void begin(Step step) {
        double seen = step.scalar(0) + 1;
        complete = seen == batches;
        step.scalar(0, complete ? 0 : seen);
      }

      @Override
      public boolean proceeds() {
        return complete;
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] total = block.slot(0);
        if (!complete) {
          for (int i = block.from(); i < block.to(); i++) {
            total[i] += u[i];
          }
          return;
        }
        // Written, not multiplied by 0: an infinite gradient must not stay for ever.
        for (int i = block.from(); i < block.to(); i++) {
          u[i] = share * (total[i] + u[i]);
          total[i] = 0;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("accumulate", this);
  }
}
