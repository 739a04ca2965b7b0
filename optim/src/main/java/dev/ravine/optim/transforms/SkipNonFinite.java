package dev.ravine.optim.transforms;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.NonFiniteGradientException;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Reduction;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Step;
import java.util.List;

/// Leaves out steps whose gradient holds infinities or what is not a number: parameters, slots and
/// the count stay as they are. After too many in a row it fails with [NonFiniteGradientException].
///
/// **Deviations:** the same as optax' `apply_if_finite`, which after the limit lets them pass.
///
/// @param limit how many may be left out in a row, 0 or more
public record SkipNonFinite(int limit) implements OnGradient {

  /// Checks the ranges of what does not change.
  public SkipNonFinite {
    Require.notNegative("limit", limit);
  }

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("skipped", 0));
  }

  @Override
  public boolean mayEndStep() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private boolean finite;

      @Override
      public void begin(Step step) {
        finite = Double.isFinite(step.norm());
        double skipped = finite ? 0 : step.scalar(0) + 1;
        if (skipped > limit) {
          throw new NonFiniteGradientException(
              step.firstNonFiniteTensor(), step.t(), " after %d skipped steps".formatted(limit));
        }
        step.scalar(0, skipped);
      }

      @Override
      public boolean proceeds() {
        return finite;
      }

      @Override
      public void run(Block block) {}
    };
  }

  @Override
  public String toString() {
    return Recipe.print("skipNonFinite", this);
  }
}
