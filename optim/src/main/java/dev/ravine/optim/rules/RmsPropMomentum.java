package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// RMSProp whose steps gather momentum.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// b ← momentum · b + g / (√v + epsilon)
/// θ ← θ − learningRate · b
/// ```
///
/// - **Deviations:** as PyTorch and optax; Keras has the learning rate inside the velocity b.
/// - **When to use it:** as `rmsprop`, with a learning rate smaller by 1 − momentum.
/// - **Example:** `Descent.of(Surface.RAVINE, RmsPropMomentum.of(0.01), 30).endValue()` is 2.94.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares
/// @param epsilon ε, outside the root
/// @param momentum momentum μ
@Named(
    value = "rmspropMomentum",
    summary = "RMSProp whose steps gather momentum",
    source = "Tieleman, Hinton, Coursera 2012, lecture 6.5; Polyak 1964")
public record RmsPropMomentum(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[0, 1)") Schedule momentum)
    implements UpdateRule,
        Settings.Decay<RmsPropMomentum>,
        Settings.Epsilon<RmsPropMomentum>,
        Settings.Momentum<RmsPropMomentum> {
  public RmsPropMomentum {
    Range.check(RmsPropMomentum.class, learningRate, decay, epsilon, momentum);
  }

  /// A constant learning rate and the defaults.
  public static RmsPropMomentum of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static RmsPropMomentum of(Schedule learningRate) {
    return new RmsPropMomentum(learningRate, constant(0.99), constant(1e-8), constant(0.9));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("v"), Slot.decaying("velocity"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay), rest = step.oneMinus(decay);
    float eps = step.value(epsilon);
    float mu = step.value(momentum);
    float[] u = block.update(), v = block.slot(0), b = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      v[i] = rho * v[i] + rest * g * g;
      b[i] = mu * b[i] + g / ((float) Math.sqrt(v[i]) + eps);
      u[i] = b[i];
    }
  }
}
