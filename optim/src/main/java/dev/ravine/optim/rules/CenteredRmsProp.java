package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;

/// RMSProp that divides by the gradients' standard deviation instead of their size.
///
/// ```
/// m ← decay · m + (1 − decay) · g
/// v ← decay · v + (1 − decay) · g²
/// θ ← θ − learningRate · g / (√(v − m²) + epsilon)
/// ```
///
/// **Deviations:** the same as PyTorch's with `centered`, but that v − m² is never taken as less
/// than 0, where rounding would leave it.
///
/// **When to use it:** where gradients keep their sign for long; it takes larger steps there than
/// `rmsprop`, so it asks for a smaller learning rate or a larger ε.
///
/// Graves: Generating Sequences With Recurrent Neural Networks (arXiv 1308.0850), equations 38 to
/// 41, without their momentum.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares
/// @param epsilon ε, outside the root
@Named(
    value = "rmspropCentered",
    summary = "RMSProp divided by recent gradients' deviation",
    source = "Graves 2013, arXiv 1308.0850")
public record CenteredRmsProp(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public CenteredRmsProp {
    Range.check(CenteredRmsProp.class, learningRate, decay, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static CenteredRmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static CenteredRmsProp of(Schedule learningRate) {
    return new CenteredRmsProp(learningRate, Schedule.constant(0.99), Schedule.constant(1e-8));
  }

  /// Another decay ρ of the average of squares.
  public CenteredRmsProp decay(double decay) {
    return HyperParameters.with(this, "decay", decay);
  }

  /// Another ε.
  public CenteredRmsProp epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay);
    float rest = step.rest(decay);
    float eps = step.value(epsilon);
    float[] u = block.update();
    float[] m = block.slot(0);
    float[] v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = rho * m[i] + rest * g;
      v[i] = rho * v[i] + rest * g * g;
      float square = Math.min(m[i] * m[i], Float.MAX_VALUE);
      u[i] = g / ((float) Math.sqrt(Math.max(v[i] - square, 0)) + eps);
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
