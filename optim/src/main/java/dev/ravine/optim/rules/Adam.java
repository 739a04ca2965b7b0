package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam: the average gradient divided by its average size, both corrected for their start from 0.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√v̂ + epsilon)
/// ```
///
/// - **Deviations:** as PyTorch, optax. Keras, DJL, DL4J, Tribuo, TensorFlow take the paper's ε̂.
/// - **When to use it:** first, if nothing is known about the problem.
/// - **Example:** `Descent.of(Surface.RAVINE, Adam.of(1), 30).endValue()` is 1.89.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
@Named(
    value = "adam",
    summary = "momentum and RMSProp, both corrected for bias",
    source = "Kingma, Ba 2014, arXiv 1412.6980, algorithm 1")
public record Adam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<Adam> {
  public Adam {
    Range.check(Adam.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static Adam of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Adam of(Schedule learningRate) {
    return new Adam(learningRate, constant(0.9), constant(0.999), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(decaying("m"), decaying("v"), power("beta1", beta1), power("beta2", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1), vScale = step.correction(beta2);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = m[i] * mScale / ((float) Math.sqrt(v[i] * vScale) + eps);
    }
  }
}
