package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// AdaDelta: steps in proportion to the size of recent steps over that of recent gradients, so that
/// no learning rate is needed.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// d = √(s + epsilon) / √(v + epsilon) · g
/// s ← decay · s + (1 − decay) · d²
/// θ ← θ − learningRate · d
/// ```
///
/// - **Deviations:** the paper has no learning rate: 1 here. PyTorch computes the same with ρ =
///   0.9; Keras has the learning rate 1e-3 by default, which is a thousandth of the paper's step.
/// - **When to use it:** to see what it was about; Adam has taken its place.
/// - **Example:** `Descent.of(Surface.RAVINE, AdaDelta.of(1), 30).endValue()` is 126.
///
/// @param learningRate α
/// @param decay decay ρ of both averages
/// @param epsilon ε, inside both roots
@Named(
    value = "adadelta",
    summary = "steps as large as recent steps, no learning rate",
    source = "Zeiler 2012, arXiv 1212.5701, algorithm 1")
public record AdaDelta(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.Decay<AdaDelta>, Settings.Epsilon<AdaDelta> {
  public AdaDelta {
    Range.check(AdaDelta.class, learningRate, decay, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaDelta of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaDelta of(Schedule learningRate) {
    return new AdaDelta(learningRate, constant(0.95), constant(1e-6));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("v"), Slot.decaying("squaredSteps"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay), rest = step.oneMinus(decay);
    float eps = step.value(epsilon);
    float[] u = block.update(), v = block.slot(0), s = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      v[i] = rho * v[i] + rest * g * g;
      float d = (float) Math.sqrt((s[i] + eps) / (v[i] + eps)) * g;
      s[i] = rho * s[i] + rest * d * d;
      u[i] = d;
    }
  }
}
