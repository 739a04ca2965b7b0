package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.stage.Accumulation;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.State;
import dev.ravine.optim.stage.Step;
import java.util.List;

/// Gathers the gradients of several small batches and makes one step with their mean: the step of
/// the large batch that they make up. Whatever follows, clipping and decay too, sees the mean only,
/// and schedules count the steps made.
///
/// @param batches how many, 1 or more
@Named(value = "accumulate", summary = "one step with the mean of several gradients")
public record Accumulate(@In("[1, ∞)") int batches) implements OnGradient, Accumulation {

  public Accumulate {
    Range.check(Accumulate.class, batches);
  }

  @Override
  public List<State> state() {
    return List.of(
        Slot.lasting("gathered"),
        new Scalar("seen", 0, (seen, step) -> seen == batches ? 1 : seen + 1));
  }

  @Override
  public void update(Step step, Block block) {
    float[] u = block.update();
    float[] total = block.slot(0);
    if (!proceeds(step)) {
      for (int i = block.from(); i < block.to(); i++) {
        total[i] += u[i];
      }
      return;
    }
    float share = (float) (1.0 / batches);
    // Written, not multiplied by 0: an infinite gradient must not stay for ever.
    for (int i = block.from(); i < block.to(); i++) {
      u[i] = share * (total[i] + u[i]);
      total[i] = 0;
    }
  }

  @Override
  public boolean proceeds(Step step) {
    return step.scalar(0) == batches;
  }
}
