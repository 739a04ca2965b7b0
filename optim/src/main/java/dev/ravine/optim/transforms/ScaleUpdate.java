package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnUpdate;
import dev.ravine.optim.stage.Step;

/// Makes updates longer or shorter: a learning rate of their own for some tensors, as in `adam |
/// scaleUpdate(0.1) on "embedding*"`. A decay that stands before it in the chain is scaled too, one
/// that stands after it is not.
///
/// @param factor 0 or more
@Named(value = "scaleUpdate", summary = "longer or shorter steps for some tensors")
public record ScaleUpdate(@In("[0, ∞)") Schedule factor) implements OnUpdate {

  public ScaleUpdate {
    Range.check(ScaleUpdate.class, factor);
  }

  /// A constant value.
  ///
  /// @param factor 0 or more
  /// @return the stage
  public static ScaleUpdate of(double factor) {
    return new ScaleUpdate(Schedule.constant(factor));
  }

  @Override
  public void update(Step step, Block block) {
    float by = step.value(factor);
    float[] u = block.update();
    for (int i = block.from(); i < block.to(); i++) {
      u[i] *= by;
    }
  }
}
