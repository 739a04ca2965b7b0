package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam with the largest recent gradient in place of the average square.
///
/// ```
/// m ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// w ← max(beta2 · w, |g| + epsilon)
/// θ ← θ − learningRate · m̂ / w
/// ```
///
/// - **Deviations:** ε as in PyTorch and optax; the paper has none and divides by 0 where gradients
///   are 0 from the beginning. Keras adds it to w.
/// - **When to use it:** where single gradients are much larger than most.
/// - **Example:** `Descent.of(Surface.RAVINE, AdaMax.of(1), 30).endValue()` is 1.48.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, added to the gradient's size
@Named(
    value = "adamax",
    summary = "Adam divided by the largest recent gradient",
    source = "Kingma, Ba 2014, arXiv 1412.6980, algorithm 2")
public record AdaMax(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<AdaMax> {
  public AdaMax {
    Range.check(AdaMax.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaMax of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaMax of(Schedule learningRate) {
    return new AdaMax(learningRate, constant(0.9), constant(0.999), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"), Slot.decaying("largest"), Scalar.power("beta1", beta1));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1);
    float[] u = block.update(), m = block.slot(0), w = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      w[i] = Math.max(b2 * w[i], Math.abs(g) + eps);
      u[i] = m[i] * mScale / w[i];
    }
  }
}
