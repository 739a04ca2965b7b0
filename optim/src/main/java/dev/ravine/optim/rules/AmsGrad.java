package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam whose division never gets weaker: it divides by the largest average square so far.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²
/// w  ← max(w, v)                            ŵ = w / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŵ + epsilon)
/// ```
///
/// - **Deviations:** corrected for the start from zero, as in PyTorch; the paper does without.
///   optax takes the largest of the corrected averages.
/// - **When to use it:** where Adam does not settle because rare large gradients are forgotten too
///   fast.
/// - **Example:** `Descent.of(Surface.RAVINE, AmsGrad.of(1), 30).endValue()` is 1.89.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
@Named(
    value = "amsgrad",
    summary = "Adam divided by the largest average so far",
    source = "Reddi, Kale, Kumar, ICLR 2018, algorithm 2")
public record AmsGrad(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<AmsGrad> {
  public AmsGrad {
    Range.check(AmsGrad.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AmsGrad of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AmsGrad of(Schedule learningRate) {
    return new AmsGrad(learningRate, constant(0.9), constant(0.999), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(
        Slot.decaying("m"),
        Slot.decaying("v"),
        Slot.lasting("largest"),
        Scalar.power("beta1", beta1),
        Scalar.power("beta2", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1), vScale = step.correction(beta2);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1), w = block.slot(2);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      w[i] = Math.max(w[i], v[i]);
      u[i] = m[i] * mScale / ((float) Math.sqrt(w[i] * vScale) + eps);
    }
  }
}
