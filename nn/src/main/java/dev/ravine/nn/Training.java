package dev.ravine.nn;

import dev.ravine.data.Split;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;

/// What to train, how, and on what.
///
/// @param model the function
/// @param optimizer the recipe
/// @param split training and validation data
/// @param epochs how often to go through the training data, 1 or more
/// @param batch examples per step, 1 … training examples; what does not fill a batch is left out of
///   its epoch
/// @param seed what all randomness comes from: streams `init`, `shuffle` and `evaluate`
public record Training(
    Model model, Optimizer optimizer, Split split, int epochs, int batch, Seed seed) {

  private static final int MOST_STEPS = 10_000_000;

  /// Checks the numbers.
  public Training {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be 1 or more, was " + epochs);
    }
    if ((long) epochs * split.train().size() / Math.max(1, batch) > MOST_STEPS) {
      throw new IllegalArgumentException(
          "epochs must keep a run below %d steps, was %d".formatted(MOST_STEPS, epochs));
    }
    if (batch < 1 || batch > split.train().size()) {
      throw new IllegalArgumentException(
          "batch must be in 1 … %d, the number of training examples, was %d"
              .formatted(split.train().size(), batch));
    }
  }

  /// How many steps an epoch has.
  ///
  /// @return whole batches in the training data
  public int stepsPerEpoch() {
    return split.train().size() / batch;
  }

  /// How many steps all epochs have.
  ///
  /// @return the number of steps of a run that finishes
  public long steps() {
    return (long) epochs * stepsPerEpoch();
  }
}
