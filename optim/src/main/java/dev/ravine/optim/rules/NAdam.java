package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam with Nesterov's momentum, which grows to β₁ in the course of the steps.
///
/// ```
/// μₜ = beta1 · (1 − ½ · 0.96^(t · momentumDecay))
/// m  ← beta1 · m + (1 − beta1) · g
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// m̂  = μₜ₊₁ · m / (1 − μ₁ ⋯ μₜ₊₁) + (1 − μₜ) · g / (1 − μ₁ ⋯ μₜ)
/// θ  ← θ − learningRate · m̂ / (√v̂ + epsilon)
/// ```
///
/// - **Deviations:** the same as PyTorch from 2.0 on (1.13 multiplies by one μ too many). Keras has
///   ψ = 1. optax keeps μ = β₁; Deeplearning4j does not correct v, so that its first step is about
///   60 times as large. A β₁ that is a schedule changes the memory of gradients from its step on;
///   the momentum schedule's μₜ and μₜ₊₁ are formed from the β₁ of step t, the product of all μ
///   from those in force at their steps.
/// - **When to use it:** as Adam; often a little faster at the beginning.
/// - **Example:** `Descent.of(Surface.RAVINE, NAdam.of(1), 30).endValue()` is 0.0822.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
/// @param momentumDecay momentum decay ψ, does not change from step to step
@Named(
    value = "nadam",
    summary = "Adam with Nesterov's momentum",
    source = "Dozat, ICLR workshop 2016, algorithm 2")
public record NAdam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("(0, ∞)") double momentumDecay)
    implements UpdateRule, Settings.AdamLike<NAdam> {
  public NAdam {
    Range.check(NAdam.class, learningRate, beta1, beta2, epsilon, momentumDecay);
  }

  /// A constant learning rate and the defaults.
  public static NAdam of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static NAdam of(Schedule learningRate) {
    return new NAdam(learningRate, constant(0.9), constant(0.999), constant(1e-8), 4e-3);
  }

  /// Another momentum decay ψ.
  public NAdam momentumDecay(double momentumDecay) {
    return HyperParameters.with(this, "momentumDecay", momentumDecay);
  }

  @Override
  public List<State> state() {
    return List.of(
        decaying("m"),
        decaying("v"),
        new Scalar("muProduct", 1, (before, step) -> before * mu(step, step.t())),
        Scalar.power("beta2", beta2));
  }

  private double mu(Step step, long t) {
    double base = Powers.of(0.96, momentumDecay);
    return step.asDouble(beta1) * (1 - 0.5 * Powers.of(base, t));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float vScale = step.correction(beta2);
    double mu = mu(step, step.t());
    double next = mu(step, step.t() + 1);
    double product = step.scalar(0);
    float ofM = (float) (next / (1 - product * next));
    float ofG = (float) ((1 - mu) / (1 - product));
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = (ofM * m[i] + ofG * g) / ((float) Math.sqrt(v[i] * vScale) + eps);
    }
  }
}
