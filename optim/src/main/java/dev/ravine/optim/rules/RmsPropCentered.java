package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// RMSProp that divides by the gradients' standard deviation instead of their size.
///
/// ```
/// m ← decay · m + (1 − decay) · g
/// v ← decay · v + (1 − decay) · g²
/// θ ← θ − learningRate · g / (√(v − m²) + epsilon)
/// ```
///
/// - **Deviations:** the same as PyTorch's with `centered`, but that v − m² is never taken as less
///   than 0, where rounding would leave it.
/// - **When to use it:** where gradients keep their sign for long; it takes larger steps there than
///   `rmsprop`, so it asks for a smaller learning rate or a larger ε.
/// - **Example:** `Descent.of(Surface.RAVINE, RmsPropCentered.of(1), 30).endValue()` is 6.26e-31.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares
/// @param epsilon ε, outside the root
@Named(
    value = "rmspropCentered",
    summary = "RMSProp divided by the standard deviation of recent gradients",
    source = "Graves 2013, arXiv 1308.0850, equations 38 to 41")
public record RmsPropCentered(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.Decay<RmsPropCentered>, Settings.Epsilon<RmsPropCentered> {
  public RmsPropCentered {
    Range.check(RmsPropCentered.class, learningRate, decay, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static RmsPropCentered of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static RmsPropCentered of(Schedule learningRate) {
    return new RmsPropCentered(learningRate, constant(0.99), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay), rest = step.oneMinus(decay);
    float eps = step.value(epsilon);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = rho * m[i] + rest * g;
      v[i] = rho * v[i] + rest * g * g;
      float square = Math.min(m[i] * m[i], Float.MAX_VALUE);
      u[i] = g / ((float) Math.sqrt(Math.max(v[i] - square, 0)) + eps);
    }
  }
}
