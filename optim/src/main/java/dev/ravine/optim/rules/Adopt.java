package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// ADOPT: Adam that divides each gradient by the average square of those before it, before it goes
/// into the momentum. It converges with any beta2.
///
/// ```
/// d = clip(g / max(√v, epsilon), ±(t − 1)^¼)     v is that of the last step
/// m ← beta1 · m + (1 − beta1) · d
/// v ← beta2 · v + (1 − beta2) · g²               first step: v = g², m = 0
/// θ ← θ − learningRate · m
/// ```
///
/// - **Deviations:** the same as the authors' code and, with its clip value, optax. The first step
///   measures v and moves nothing, which the paper does before its first step.
/// - **When to use it:** where Adam needs a β₂ that is tuned to the problem, or diverges.
/// - **Example:** `Descent.of(Surface.RAVINE, Adopt.of(1), 30).endValue()` is 5.74.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of normalized gradients
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, the least that is divided by
@Named(
    value = "adopt",
    summary = "Adam whose gradients are normalized before the momentum",
    source = "Taniguchi et al. 2024, arXiv 2411.02853, algorithm 2")
public record Adopt(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.AdamLike<Adopt> {
  public Adopt {
    Range.check(Adopt.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static Adopt of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Adopt of(Schedule learningRate) {
    return new Adopt(learningRate, constant(0.9), constant(0.9999), constant(1e-6));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    boolean first = step.t() == 1;
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = first ? 0 : step.value(beta2), k2 = first ? 1 : step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float most = (float) Math.sqrt(Math.sqrt(step.k()));
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      float d = g / Math.max((float) Math.sqrt(v[i]), eps);
      m[i] = b1 * m[i] + k1 * Math.min(Math.max(d, -most), most);
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = m[i];
    }
  }
}
