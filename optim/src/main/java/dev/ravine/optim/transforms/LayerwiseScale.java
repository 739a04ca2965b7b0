package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// What LARS does to each tensor's gradient before its momentum: g ← trustCoefficient · ‖θ‖ / (‖g‖
/// + weightDecay · ‖θ‖) · (g + weightDecay · θ); where θ or g is 0, g ← g + weightDecay · θ.
///
/// You, Gitman, Ginsburg: Large Batch Training of Convolutional Networks (arXiv 1708.03888),
/// algorithm 1.
///
/// @param trustCoefficient η, positive
/// @param weightDecay β, 0 or more
@Named(
    value = "layerwiseScale",
    summary = "scales each gradient to its tensor's norm (LARS)",
    source = "You et al. 2017, arXiv 1708.03888")
public record LayerwiseScale(
    @In("(0, ∞)") Schedule trustCoefficient, @In("[0, ∞)") Schedule weightDecay)
    implements OnGradient {

  public LayerwiseScale {
    Range.check(LayerwiseScale.class, trustCoefficient, weightDecay);
  }

  @Override
  public Reduction needs() {
    return Reduction.TENSOR_AND_THETA_NORMS;
  }

  @Override
  public void update(Step step, Block block) {
    float trust = step.value(trustCoefficient);
    float decay = step.value(weightDecay);
    float[] u = block.update();
    float[] theta = block.theta();
    double norm = block.thetaNorm();
    double ratio = trust * norm / (block.updateNorm() + decay * norm);
    boolean usual = norm > 0 && block.updateNorm() > 0;
    if (usual && !Factor.isSingle(ratio)) {
      for (int i = block.from(); i < block.to(); i++) {
        u[i] = (float) (ratio * (u[i] + (double) decay * theta[i]));
      }
      return;
    }
    float scale = usual ? (float) ratio : 1;
    for (int i = block.from(); i < block.to(); i++) {
      u[i] = scale * (u[i] + decay * theta[i]);
    }
  }
}
