package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam without its correction for bias: both averages start from 0, and stay too small at first.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g
/// v  ← beta2 · v + (1 − beta2) · g²
/// θ  ← θ − learningRate · m / (√v + epsilon)
/// ```
///
/// With a gradient that stays the same, step t is (1 − β₁ᵗ) / √(1 − β₂ᵗ) times as long as Adam's:
/// with the defaults 3.2 times at first, 6.5 times after ten steps, and still twice after 300.
///
/// - **Deviations:** as the variant of Adam that BERT was published with, less its weight decay.
/// - **When to use it:** to see what the correction is for.
/// - **Example:** `Descent.of(Surface.RAVINE, UncorrectedAdam.of(0.3), 30).endValue()` is 3.32.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root
@Named(
    value = "uncorrectedAdam",
    summary = "Adam without the correction for bias: its first steps jump",
    source = "Kingma, Ba 2014, arXiv 1412.6980, section 3")
public record UncorrectedAdam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<UncorrectedAdam> {
  public UncorrectedAdam {
    Range.check(UncorrectedAdam.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static UncorrectedAdam of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static UncorrectedAdam of(Schedule learningRate) {
    return new UncorrectedAdam(learningRate, constant(0.9), constant(0.999), constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = m[i] / ((float) Math.sqrt(v[i]) + eps);
    }
  }
}
