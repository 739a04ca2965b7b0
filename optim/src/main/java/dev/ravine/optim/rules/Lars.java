package dev.ravine.optim.rules;

import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnGradient;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.UpdateRule;
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
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1 |
/// | μ | `momentum` | 0.9 |
/// | β | `weightDecay` | 1e-4 |
/// | η | `trustCoefficient` | 1e-3 |
/// | v | slot `velocity`, from 0 |  |
///
/// **Deviations:** none from the paper. optax divides by ‖g + β θ‖. Where θ or g is 0 the gradient
/// is only given its decay.
///
/// **When to use it:** for very large batches of images.
///
/// You, Gitman, Ginsburg: Large Batch Training of Convolutional Networks (arXiv 1708.03888),
/// algorithm 1.
///
/// @param learningRate α
/// @param momentum momentum μ, in [0, 1)
/// @param weightDecay weight decay β, 0 or more
/// @param trustCoefficient trust coefficient η, positive
public record Lars(
    Schedule learningRate, Schedule momentum, Schedule weightDecay, Schedule trustCoefficient)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Lars {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
    Require.notNegative("weightDecay", weightDecay);
    Require.positive("trustCoefficient", trustCoefficient);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Lars of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Lars of(Schedule learningRate) {
    return new Lars(
        learningRate, Schedule.constant(0.9), Schedule.constant(1e-4), Schedule.constant(1e-3));
  }

  /// The same rule with another momentum μ.
  ///
  /// @param momentum in [0, 1)
  /// @return a changed copy
  public Lars momentum(double momentum) {
    return new Lars(learningRate, Schedule.constant(momentum), weightDecay, trustCoefficient);
  }

  /// The same rule with another weight decay β.
  ///
  /// @param weightDecay 0 or more
  /// @return a changed copy
  public Lars weightDecay(double weightDecay) {
    return new Lars(learningRate, momentum, Schedule.constant(weightDecay), trustCoefficient);
  }

  /// The same rule with another trust coefficient η.
  ///
  /// @param trustCoefficient positive
  /// @return a changed copy
  public Lars trustCoefficient(double trustCoefficient) {
    return new Lars(learningRate, momentum, weightDecay, Schedule.constant(trustCoefficient));
  }

  @Override
  public List<Slot> slots() {
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
  public BlockLoop begin() {
    return new Momentum(learningRate, momentum, Schedule.constant(0)).begin();
  }

  @Override
  public String toString() {
    return Recipe.print("lars", this);
  }
}
