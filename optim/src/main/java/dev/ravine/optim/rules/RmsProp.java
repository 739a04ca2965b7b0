package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// RMSProp: AdaGrad with a leaky memory, so that the steps do not die away.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// θ ← θ − learningRate · g / (√v + epsilon)
/// ```
///
/// - **Deviations:** the same as PyTorch. optax and Keras put ε inside the root by default;
///   Deeplearning4j starts v from ε, TensorFlow's Java rule from 1.
/// - **When to use it:** with a small learning rate: v starts from 0 and is not corrected, so the
///   first steps are 1/√(1 − decay) times as large as later ones.
/// - **Example:** `Descent.of(Surface.RAVINE, RmsProp.of(1), 30).endValue()` is 1.77e-30.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares
/// @param epsilon ε, outside the root
@Named(
    value = "rmsprop",
    summary = "steps divided by recent gradients' size",
    source = "Tieleman, Hinton, Coursera 2012, lecture 6.5")
public record RmsProp(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.Decay<RmsProp>, Settings.Epsilon<RmsProp> {
  public RmsProp {
    Range.check(RmsProp.class, learningRate, decay, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static RmsProp of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static RmsProp of(Schedule learningRate) {
    return new RmsProp(learningRate, constant(0.99), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay), rest = step.oneMinus(decay);
    float eps = step.value(epsilon);
    float[] u = block.update(), v = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      v[i] = rho * v[i] + rest * g * g;
      u[i] = g / ((float) Math.sqrt(v[i]) + eps);
    }
  }
}
