package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import dev.ravine.optim.transforms.LayerwiseScale;
import java.util.List;

/// LARS: momentum whose gradients are, for each tensor, first made as long as the tensor times a
/// trust coefficient.
///
/// ```
/// g′ = trustCoefficient · ‖θ‖ / (‖g‖ + weightDecay · ‖θ‖) · (g + weightDecay · θ)     for each tensor
/// v  ← momentum · v − learningRate · g′
/// θ  ← θ + v
/// ```
///
/// - **Deviations:** none from the paper. optax divides by ‖g + β θ‖. Where θ or g is 0 the
///   gradient is only given its decay.
/// - **When to use it:** for very large batches of images.
/// - **Example:** `Descent.of(Surface.RAVINE, Lars.of(1), 30).endValue()` is 38.2.
///
/// @param learningRate α
/// @param momentum momentum μ
/// @param weightDecay weight decay β
/// @param trustCoefficient trust coefficient η
@Named(
    value = "lars",
    summary = "momentum with steps scaled to each tensor's norm; large batches",
    source = "You et al. 2017, arXiv 1708.03888, algorithm 1")
public record Lars(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule momentum,
    @In("[0, ∞)") Schedule weightDecay,
    @In("(0, ∞)") Schedule trustCoefficient)
    implements UpdateRule, Settings.Momentum<Lars>, Settings.WeightDecay<Lars> {
  public Lars {
    Range.check(Lars.class, learningRate, momentum, weightDecay, trustCoefficient);
  }

  /// A constant learning rate and the defaults.
  public static Lars of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Lars of(Schedule learningRate) {
    return new Lars(learningRate, constant(0.9), constant(1e-4), constant(1e-3));
  }

  /// Another trust coefficient η.
  public Lars trustCoefficient(double trustCoefficient) {
    return HyperParameters.with(this, "trustCoefficient", trustCoefficient);
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("velocity"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public List<OnGradient> before() {
    return List.of(new LayerwiseScale(trustCoefficient, weightDecay));
  }

  @Override
  public void update(Step step, Block block) {
    Momentum.update(step, block, momentum, step.asDouble(learningRate));
  }
}
