package dev.ravine.optim.rules;

import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.OnDirection;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.UpdateRule;
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
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-2 |
/// | β₁ | `beta1` | 0.9 |
/// | β₂ | `beta2` | 0.999 |
/// | ε | `epsilon`, outside the root, after the correction | 1e-6 |
/// | λ | `weightDecay` | 0.01 |
/// | m, v | slots `m`, `v`, from 0 |  |
/// | βᵗ | scalars `beta1Power`, `beta2Power` |  |
///
/// **Deviations:** φ of the paper is the identity, as in optax. Where θ or d is 0 the ratio is 1.
/// Keras divides in the same way.
///
/// **When to use it:** for very large batches.
///
/// You and others: Large Batch Optimization for Deep Learning (arXiv 1904.00962), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients, in [0, 1)
/// @param beta2 β₂, the memory of squares, in [0, 1)
/// @param epsilon ε, positive
/// @param weightDecay weight decay λ, 0 or more
public record Lamb(
    Schedule learningRate, Schedule beta1, Schedule beta2, Schedule epsilon, Schedule weightDecay)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Lamb {
    Require.learningRate(learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positiveSingle("epsilon", epsilon);
    Require.notNegative("weightDecay", weightDecay);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Lamb of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Lamb of(Schedule learningRate) {
    return new Lamb(
        learningRate,
        Schedule.constant(0.9),
        Schedule.constant(0.999),
        Schedule.constant(1e-6),
        Schedule.constant(0.01));
  }

  /// The same rule with another β₁, the memory of gradients.
  ///
  /// @param beta1 in [0, 1)
  /// @return a changed copy
  public Lamb beta1(double beta1) {
    return new Lamb(learningRate, Schedule.constant(beta1), beta2, epsilon, weightDecay);
  }

  /// The same rule with another β₂, the memory of squares.
  ///
  /// @param beta2 in [0, 1)
  /// @return a changed copy
  public Lamb beta2(double beta2) {
    return new Lamb(learningRate, beta1, Schedule.constant(beta2), epsilon, weightDecay);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public Lamb epsilon(double epsilon) {
    return new Lamb(learningRate, beta1, beta2, Schedule.constant(epsilon), weightDecay);
  }

  /// The same rule with another weight decay λ.
  ///
  /// @param weightDecay 0 or more
  /// @return a changed copy
  public Lamb weightDecay(double weightDecay) {
    return new Lamb(learningRate, beta1, beta2, epsilon, Schedule.constant(weightDecay));
  }

  private AdamW direction() {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public List<Slot> slots() {
    return direction().slots();
  }

  @Override
  public List<Scalar> scalars() {
    return direction().scalars();
  }

  @Override
  public List<OnDirection> after() {
    return List.of(new TrustRatio());
  }

  @Override
  public BlockLoop begin() {
    return direction().begin();
  }

  @Override
  public String toString() {
    return Recipe.print("lamb", this);
  }
}
