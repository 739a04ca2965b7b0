package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// RMSProp: AdaGrad with a leaky memory, so that the steps do not die away.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// θ ← θ − learningRate · g / (√v + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | η | `learningRate` | none; the catalogue's is 1e-4 |
/// | ρ | `decay` | 0.99 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | v | slot `v`, from 0 | |
///
/// **Deviations:** the same as PyTorch. optax and Keras put ε inside the root by default;
/// Deeplearning4j starts v from ε, TensorFlow's Java rule from 1.
///
/// **When to use it:** with a small learning rate: v starts from 0 and is not corrected, so the
/// first steps are 1/√(1 − decay) times as large as later ones.
///
/// Tieleman, Hinton: Neural Networks for Machine Learning (Coursera 2012), lecture 6.5.
///
/// @param learningRate η
/// @param decay ρ in [0, 1)
/// @param epsilon ε, positive, added outside the root
public record RmsProp(Schedule learningRate, double decay, double epsilon) implements UpdateRule {

  /// Checks the ranges.
  public RmsProp {
    Require.learningRate(learningRate);
    Require.fraction("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static RmsProp of(double learningRate) {
    return new RmsProp(Schedule.constant(learningRate), 0.99, 1e-8);
  }

  /// The same rule with another memory.
  ///
  /// @param decay ρ in [0, 1)
  /// @return a changed copy
  public RmsProp decay(double decay) {
    return new RmsProp(learningRate, decay, epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public RmsProp epsilon(double epsilon) {
    return new RmsProp(learningRate, decay, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"));
  }

  @Override
  public BlockLoop begin() {
    float rho = (float) decay;
    float k = (float) (1 - decay);
    float eps = (float) epsilon;
    return (Block block) -> {
      float[] u = block.update();
      float[] v = block.slot(0);
      for (int i = block.from(); i < block.to(); i++) {
        float g = u[i];
        v[i] = rho * v[i] + k * g * g;
        u[i] = g / ((float) Math.sqrt(v[i]) + eps);
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("rmsprop", this);
  }
}
