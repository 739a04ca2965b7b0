package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam with weight decay that is not divided by the gradients' size.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · (m̂ / (√v̂ + epsilon) + weightDecay · θ)
/// ```
///
/// - **Deviations:** the decay is multiplied by the learning rate, as in PyTorch, optax and Keras;
///   in the paper by its schedule's factor only. Defaults of λ differ: optax 1e-4, Keras 4e-3. The
///   same as `adam | decoupledDecay`, in one loop.
/// - **When to use it:** the default for transformers, and wherever Adam overfits.
/// - **Example:** `Descent.of(Surface.RAVINE, AdamW.of(1), 30).endValue()` is 1.22.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
/// @param weightDecay weight decay λ
@Named(
    value = "adamw",
    summary = "Adam with decoupled weight decay",
    source = "Loshchilov, Hutter 2017, arXiv 1711.05101, algorithm 2")
public record AdamW(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[0, ∞)") Schedule weightDecay)
    implements UpdateRule, Settings.AdamLike<AdamW>, Settings.WeightDecay<AdamW> {
  public AdamW {
    Range.check(AdamW.class, learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// A constant learning rate and the defaults.
  public static AdamW of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdamW of(Schedule learningRate) {
    return new AdamW(learningRate, constant(0.9), constant(0.999), constant(1e-8), constant(0.01));
  }

  @Override
  public List<State> state() {
    return List.of(decaying("m"), decaying("v"), power("beta1", beta1), power("beta2", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    update(step, block, beta1, beta2, epsilon, weightDecay);
  }

  /// The same for other rules that keep powers of both rates.
  static void update(
      Step step,
      Block block,
      Schedule beta1,
      Schedule beta2,
      Schedule epsilon,
      Schedule weightDecay) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float lambda = step.value(weightDecay);
    float mScale = step.correction(beta1), vScale = step.correction(beta2);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    float[] theta = block.theta();
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = m[i] * mScale / ((float) Math.sqrt(v[i] * vScale) + eps) + lambda * theta[i];
    }
  }
}
