package dev.ravine.optim.stage;

import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Schedule;

/// Leaves parameters as they are, whatever else is in the chain: `frozen on "embedding*"`.
@Named(value = "frozen", summary = "leaves parameters as they are")
public record Frozen() implements UpdateRule {

  @Override
  public Schedule learningRate() {
    return Schedule.constant(0);
  }

  @Override
  public void update(Step step, Block block) {}
}
