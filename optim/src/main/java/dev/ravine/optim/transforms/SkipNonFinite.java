package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.NonFiniteGradientException;
import dev.ravine.optim.stage.NonFinitePolicy;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.State;
import dev.ravine.optim.stage.Step;
import java.util.List;

/// Leaves out steps whose gradient holds infinities or what is not a number: parameters, slots and
/// the count stay as they are. After too many in a row it fails with [NonFiniteGradientException].
///
/// **Deviations:** the same as optax' `apply_if_finite`, which after the limit lets them pass.
///
/// @param limit how many may be left out in a row, 0 or more
@Named(value = "skipNonFinite", summary = "leaves out steps with infinite gradients")
public record SkipNonFinite(@In("[0, ∞)") int limit) implements OnGradient, NonFinitePolicy {

  public SkipNonFinite {
    Range.check(SkipNonFinite.class, limit);
  }

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public List<State> state() {
    return List.of(
        new Scalar(
            "skipped", 0, (skipped, step) -> Double.isFinite(step.norm()) ? 0 : skipped + 1));
  }

  @Override
  public void update(Step step, Block block) {}

  @Override
  public boolean proceeds(Step step) {
    if (step.scalar(0) > limit) {
      throw new NonFiniteGradientException(
          step.firstNonFiniteTensor(), step.t(), " after %d skipped steps".formatted(limit));
    }
    return step.scalar(0) == 0;
  }
}
