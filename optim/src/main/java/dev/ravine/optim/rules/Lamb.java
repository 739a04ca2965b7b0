package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import dev.ravine.optim.transforms.TrustRatio;
import java.util.List;

/// LAMB: AdamW whose step is, for each tensor, as long as the tensor times the learning rate.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²         v̂ = v / (1 − beta2ᵗ)
/// d  = m̂ / (√v̂ + epsilon) + weightDecay · θ
/// θ  ← θ − learningRate · ‖θ‖ / ‖d‖ · d     for each tensor
/// ```
///
/// - **Deviations:** φ of the paper is the identity, as in optax. Where θ or d is 0 the ratio is 1.
///   Keras divides in the same way.
/// - **When to use it:** for very large batches.
/// - **Example:** `Descent.of(Surface.RAVINE, Lamb.of(1), 30).endValue()` is 5.55e-5.
///
/// @param learningRate α
/// @param beta1 β₁, decay rate of the average gradient
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
/// @param weightDecay weight decay λ
@Named(
    value = "lamb",
    summary = "AdamW with steps scaled to each tensor's norm; large batches",
    source = "You et al. 2019, arXiv 1904.00962, algorithm 2")
public record Lamb(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[0, ∞)") Schedule weightDecay)
    implements UpdateRule, Settings.AdamLike<Lamb>, Settings.WeightDecay<Lamb> {
  public Lamb {
    Range.check(Lamb.class, learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// A constant learning rate and the defaults.
  public static Lamb of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Lamb of(Schedule learningRate) {
    return new Lamb(learningRate, constant(0.9), constant(0.999), constant(1e-6), constant(0.01));
  }

  @Override
  public List<State> state() {
    return List.of(decaying("m"), decaying("v"), power("beta1", beta1), power("beta2", beta2));
  }

  @Override
  public List<OnDirection> after() {
    return List.of(new TrustRatio());
  }

  @Override
  public void update(Step step, Block block) {
    AdamW.update(step, block, beta1, beta2, epsilon, weightDecay);
  }
}
