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

  private Swa mean() {
    return new Swa(start, 1);
  }

  @Override
  public List<Slot> slots() {
    return mean().slots();
  }

  @Override
  public List<Scalar> scalars() {
    return mean().scalars();
  }

  @Override
  public Optional<BlockLoop> evaluation() {
    return mean().evaluation();
  }

  @Override
  public BlockLoop begin() {
    return mean().begin();
  }

  @Override
  public String toString() {
    return Recipe.print("polyak", this);
  }
}
