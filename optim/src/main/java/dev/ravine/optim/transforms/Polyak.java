package dev.ravine.optim.transforms;

import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnWeights;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Slot;
import java.util.List;
import java.util.Optional;

/// Polyak's average, for evaluation: the mean of the weights after all steps from some step on.
///
/// Polyak, Juditsky: Acceleration of Stochastic Approximation by Averaging (SIAM Journal on Control
/// and Optimization 30, 1992).
///
/// @param start steps to make before, 0 or more
public record Polyak(long start) implements OnWeights {

  /// Checks the ranges of what does not change.
  public Polyak {
    Require.notNegative("start", start);
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
    return new Swa(start, 1).begin();
  }

  @Override
  public String toString() {
    return Recipe.print("polyak", this);
  }
}
