package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Step;

/// The gradient of the penalty λ/2 ‖θ‖²: g ← g + weightDecay · θ.
///
/// With adaptive rules it is divided by the gradients' size like the rest of the gradient; for a
/// decay that is not, take [DecoupledDecay]. Biases are usually spared: `l2(1e-4) on weights`.
///
/// @param weightDecay λ, 0 or more
@Named(value = "l2", summary = "adds the penalty's gradient")
public record L2(@In("[0, ∞)") Schedule weightDecay) implements OnGradient {

  public L2 {
    Range.check(L2.class, weightDecay);
  }

  /// A constant value.
  ///
  /// @param weightDecay 0 or more
  /// @return the stage
  public static L2 of(double weightDecay) {
    return new L2(Schedule.constant(weightDecay));
  }

  @Override
  public void update(Step step, Block block) {
    float lambda = step.value(weightDecay);
    float[] u = block.update();
    float[] theta = block.theta();
    for (int i = block.from(); i < block.to(); i++) {
      u[i] += lambda * theta[i];
    }
  }
}
