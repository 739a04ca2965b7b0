package dev.ravine.optim.transforms;

import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Step;

/// Sharpness-aware minimization: the gradient is taken where the loss is worst nearby, θ′ = θ + rho
/// · g / ‖g‖, and the step is made from θ. It costs a second gradient in each step, and goes around
/// any rule: `sam(0.05) | momentum`.
///
/// **Deviations:** none from the paper's Euclidean form; where the gradient is 0 it stays at θ.
///
/// Foret, Kleiner, Mobahi, Neyshabur: Sharpness-Aware Minimization for Efficiently Improving
/// Generalization (arXiv 2010.01412), algorithm 1.
///
/// @param rho ρ, how far, positive
@Named(
    value = "sam",
    summary = "the gradient where the loss is worst nearby",
    source = "Foret et al. 2020, arXiv 2010.01412")
public record Sam(@In("(0, ∞)") Schedule rho) implements Probe {

  public Sam {
    Range.check(Sam.class, rho);
  }

  /// A constant value.
  ///
  /// @param rho positive
  /// @return the stage
  public static Sam of(double rho) {
    return new Sam(Schedule.constant(rho));
  }

  @Override
  public Reduction needs() {
    return Reduction.NORM;
  }

  @Override
  public void update(Step step, Block block) {
    float factor = step.norm() == 0 ? 0 : (float) (step.asDouble(rho) / step.norm());
    float[] u = block.update();
    for (int i = block.from(); i < block.to(); i++) {
      u[i] *= factor;
    }
  }
}
