package dev.ravine.optim.transforms;

import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Step;

/// What stages share that keep an average of the weights in their first slot, and whose first
/// number is 0 until it has begun.
final class Average {

  private Average() {}

  /// How many weights a mean is of: those after `start` steps, and every so many steps.
  static Scalar count(long start, long every) {
    return new Scalar(
        "averaged", 0, (count, step) -> isDue(step, start, every) ? count + 1 : count);
  }

  private static boolean isDue(Step step, long start, long every) {
    return step.t() > start && (step.t() - start) % every == 0;
  }

  /// Adds θ to a mean with [#count].
  static void add(Step step, Block block, long start, long every) {
    double count = step.scalar(0);
    boolean due = isDue(step, start, every);
    mix(block, due ? (float) ((count - 1) / count) : 1, due ? (float) (1 / count) : 0);
  }

  /// Mixes θ into the average.
  static void mix(Block block, float old, float fresh) {
    float[] theta = block.theta();
    float[] average = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      average[i] = old * average[i] + fresh * theta[i];
    }
  }

  /// Evaluates with the average, if it has begun.
  static void copy(Step step, Block block) {
    if (step.scalar(0) > 0) {
      int from = block.from();
      System.arraycopy(block.slot(0), from, block.update(), from, block.to() - from);
    }
  }
}
