package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Step;

/// Evaluates with the average, once there is one: slot 0 holds it, scalar 0 counts what it was made
/// of.
final class AverageForEvaluation implements BlockLoop {

  private boolean begun;

  @Override
  public void begin(Step step) {
    begun = step.scalar(0) > 0;
  }

  @Override
  public void run(Block block) {
    if (begun) {
      int from = block.from();
      System.arraycopy(block.slot(0), from, block.update(), from, block.to() - from);
    }
  }
}
