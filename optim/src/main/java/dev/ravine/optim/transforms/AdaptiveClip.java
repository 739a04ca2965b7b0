package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;
import java.util.Arrays;

/// Limits each unit's gradient to a share of the unit's weights: g ← g · ratio · max(‖w‖, epsilon)
/// / ‖g‖ if ‖g‖ is longer. A unit is a column of a matrix (what one output is computed from);
/// tensors that are no matrices are one unit.
///
/// **Deviations:** the same as optax' `adaptive_grad_clip` for vectors and matrices. Tensors of
/// rank 4, of which optax takes each output channel for a unit, are one unit here.
///
/// Brock, De, Smith, Simonyan: High-Performance Large-Scale Image Recognition Without Normalization
/// (arXiv 2102.06171), equation 3.
///
/// @param ratio λ, positive, usually 0.01
/// @param epsilon what weights near 0 count as, positive, usually 1e-3
@Named(
    value = "adaptiveClip",
    summary = "limits each unit's gradient by its weights",
    source = "Brock et al. 2021, arXiv 2102.06171")
public record AdaptiveClip(
    @In("(0, ∞)") Schedule ratio, @In(value = "(0, ∞)", single = true) double epsilon)
    implements OnGradient {

  public AdaptiveClip {
    Range.check(AdaptiveClip.class, ratio, epsilon);
  }

  /// A constant value.
  ///
  /// @param ratio positive
  /// @return the stage
  public static AdaptiveClip of(double ratio) {
    return new AdaptiveClip(Schedule.constant(ratio), 1e-3);
  }

  @Override
  public Reduction needs() {
    return Reduction.WHOLE_TENSORS;
  }

  @Override
  public void update(Step step, Block block) {
    double share = step.asDouble(ratio);
    boolean matrix = block.shape().size() == 2;
    int units = matrix ? block.shape().get(1) : 1;
    float[] u = block.update();
    float[] theta = block.theta();
    double[] sums = block.scratch(2 * units);
    Arrays.fill(sums, 0, 2 * units, 0);
    int unit = 0;
    for (int i = block.from(); i < block.to(); i++) {
      sums[2 * unit] += (double) u[i] * u[i];
      sums[2 * unit + 1] += (double) theta[i] * theta[i];
      unit = unit + 1 == units ? 0 : unit + 1;
    }
    for (int j = 0; j < units; j++) {
      double most = share * Math.max(Math.sqrt(sums[2 * j + 1]), epsilon);
      double norm = Math.sqrt(sums[2 * j]);
      sums[j] = norm > most ? most / norm : 1;
    }
    unit = 0;
    for (int i = block.from(); i < block.to(); i++) {
      u[i] = (float) (u[i] * sums[unit]);
      unit = unit + 1 == units ? 0 : unit + 1;
    }
  }
}
