package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam that divides by how far gradients are from their average: large steps where gradients are
/// as expected.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g                        m̂ = m / (1 − beta1ᵗ)
/// s  ← beta2 · s + (1 − beta2) · (g − m)² + epsilon       ŝ = s / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŝ + epsilon)
/// ```
///
/// - **Deviations:** the same as the authors' code and, with `eps_root` = `eps`, optax. A constant
///   gradient surprises nobody: s falls to ε / (1 − β₂), and steps become many learning rates long
///   (with ε = 1e-16 thousands and more), as in the authors' code.
/// - **When to use it:** where Adam generalizes less well than momentum.
/// - **Example:** `Descent.of(Surface.RAVINE, AdaBelief.of(1), 30).endValue()` is 1.27.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, in the average and outside the root
@Named(
    value = "adabelief",
    summary = "Adam divided by the gradients' surprise",
    source = "Zhuang et al. 2020, arXiv 2010.07468, algorithm 2")
public record AdaBelief(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<AdaBelief> {
  public AdaBelief {
    Range.check(AdaBelief.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaBelief of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaBelief of(Schedule learningRate) {
    return new AdaBelief(learningRate, constant(0.9), constant(0.999), constant(1e-16));
  }

  @Override
  public List<State> state() {
    return List.of(decaying("m"), decaying("s"), power("beta1", beta1), power("beta2", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1), sScale = step.correction(beta2);
    float[] u = block.update(), m = block.slot(0), s = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      float surprise = g - m[i];
      s[i] = b2 * s[i] + k2 * surprise * surprise + eps;
      u[i] = m[i] * mScale / ((float) Math.sqrt(s[i] * sScale) + eps);
    }
  }
}
