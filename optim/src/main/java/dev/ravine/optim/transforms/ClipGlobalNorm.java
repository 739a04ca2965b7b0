package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// Limits the length of the whole gradient: g ← g · maxNorm / ‖g‖ if ‖g‖ > maxNorm.
///
/// **Deviations:** the same as optax. PyTorch adds 1e-6 to the norm.
///
/// Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks (ICML 2013),
/// algorithm 1.
///
/// @param maxNorm positive
@Named(
    value = "clipGlobalNorm",
    summary = "limits the whole gradient's length",
    source = "Pascanu et al. 2013, arXiv 1211.5063")
public record ClipGlobalNorm(@In("(0, ∞)") Schedule maxNorm) implements OnGradient {

  public ClipGlobalNorm {
    Range.check(ClipGlobalNorm.class, maxNorm);
  }

  /// A constant value.
  ///
  /// @param maxNorm positive
  /// @return the stage
  public static ClipGlobalNorm of(double maxNorm) {
    return new ClipGlobalNorm(Schedule.constant(maxNorm));
  }

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public void update(Step step, Block block) {
    double most = step.asDouble(maxNorm);
    if (step.norm() > most) {
      Factor.multiply(block, most / step.norm());
    }
  }
}
