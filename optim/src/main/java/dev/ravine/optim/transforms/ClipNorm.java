package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// Limits the length of each tensor's gradient: g ← g · maxNorm / ‖g‖ if ‖g‖ > maxNorm.
///
/// **Deviations:** the same as Keras' `clipnorm`. optax has `clip_by_block_rms` only, which limits
/// the root mean square of each tensor: its limit is this one's divided by √n.
///
/// @param maxNorm positive
@Named(value = "clipNorm", summary = "limits each tensor's gradient")
public record ClipNorm(@In("(0, ∞)") Schedule maxNorm) implements OnGradient {

  public ClipNorm {
    Range.check(ClipNorm.class, maxNorm);
  }

  /// A constant value.
  ///
  /// @param maxNorm positive
  /// @return the stage
  public static ClipNorm of(double maxNorm) {
    return new ClipNorm(Schedule.constant(maxNorm));
  }

  @Override
  public Reduction needs() {
    return Reduction.TENSOR_NORMS;
  }

  @Override
  public void update(Step step, Block block) {
    float most = step.value(maxNorm);
    if (block.updateNorm() > most) {
      Factor.multiply(block, most / block.updateNorm());
    }
  }
}
