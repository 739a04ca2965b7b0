package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam that does without the division until enough gradients were seen to trust it, and then
/// trusts it by degrees.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// ρ∞ = 2 / (1 − beta2) − 1                  ρ = ρ∞ − 2 t · beta2ᵗ / (1 − beta2ᵗ)
/// ρ > threshold:  θ ← θ − learningRate · r · m̂ / (√v̂ + epsilon)
/// else            θ ← θ − learningRate · m̂
/// r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
/// ```
///
/// - **Deviations:** the threshold is 5 as in PyTorch and optax, 4 in the paper. PyTorch adds ε
///   before the correction, optax after it.
/// - **When to use it:** instead of Adam with a hand-made warm-up.
/// - **Example:** `Descent.of(Surface.RAVINE, RAdam.of(0.03), 30).endValue()` is 34.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
/// @param threshold threshold of ρ, 4 or more
@Named(
    value = "radam",
    summary = "Adam with a warm-up of its own",
    source = "Liu et al. 2019, arXiv 1908.03265, algorithm 2")
public record RAdam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[4, ∞)") double threshold)
    implements UpdateRule, Settings.AdamLike<RAdam> {
  public RAdam {
    Range.check(RAdam.class, learningRate, beta1, beta2, epsilon, threshold);
  }

  /// A constant learning rate and the defaults.
  public static RAdam of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static RAdam of(Schedule learningRate) {
    return new RAdam(learningRate, constant(0.9), constant(0.999), constant(1e-8), 5);
  }

  /// Another threshold of ρ.
  public RAdam threshold(double threshold) {
    return HyperParameters.with(this, "threshold", threshold);
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
    float vScale = step.correction(beta2);
    double end = 2 / (1 - step.asDouble(beta2)) - 1;
    double power = step.scalar(1);
    double rho = end - 2 * step.t() * power / (1 - power);
    boolean divides = rho > threshold;
    double r = divides ? Math.sqrt((rho - 4) * (rho - 2) * end / ((end - 4) * (end - 2) * rho)) : 1;
    float mScale = step.correction(beta1) * (float) r;
    float adaptive = divides ? 1 : 0;
    float plain = 1 - adaptive;
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      float root = Math.min((float) Math.sqrt(v[i] * vScale), Float.MAX_VALUE);
      u[i] = m[i] * mScale / (adaptive * (root + eps) + plain);
    }
  }
}
