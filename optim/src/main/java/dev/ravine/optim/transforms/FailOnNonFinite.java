package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.NonFiniteGradientException;
import dev.ravine.optim.stage.NonFinitePolicy;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// Refuses gradients with infinities or what is not a number: [NonFiniteGradientException] names
/// tensor and step, and nothing was changed.
@Named(value = "failOnNonFinite", summary = "refuses infinite gradients")
public record FailOnNonFinite() implements OnGradient, NonFinitePolicy {

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public void update(Step step, Block block) {}

  @Override
  public boolean proceeds(Step step) {
    if (!Double.isFinite(step.norm())) {
      throw new NonFiniteGradientException(step.firstNonFiniteTensor(), step.t(), "");
    }
    return true;
  }
}
