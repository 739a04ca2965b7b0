package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Step;

/// Limits every element of the gradient: g ← max(−limit, min(g, limit)).
///
/// **Deviations:** none. Deep Java Library's on PyTorch limits positive elements only.
///
/// @param limit positive
@Named(value = "clipValue", summary = "limits each element of the gradient")
public record ClipValue(@In("(0, ∞)") Schedule limit) implements OnGradient {

  public ClipValue {
    Range.check(ClipValue.class, limit);
  }

  /// A constant value.
  ///
  /// @param limit positive
  /// @return the stage
  public static ClipValue of(double limit) {
    return new ClipValue(Schedule.constant(limit));
  }

  @Override
  public void update(Step step, Block block) {
    float most = step.value(limit);
    float[] u = block.update();
    for (int i = block.from(); i < block.to(); i++) {
      u[i] = Math.max(-most, Math.min(u[i], most));
    }
  }
}
