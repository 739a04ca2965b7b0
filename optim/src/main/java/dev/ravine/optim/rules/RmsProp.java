package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
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
/// | α | `learningRate` | none; the catalogue's is 1e-4 |
/// | ρ | `decay` | 0.99 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | v | slot `v`, from 0 |  |
///
/// **Deviations:** the same as PyTorch. optax and Keras put ε inside the root by default;
/// Deeplearning4j starts v from ε, TensorFlow's Java rule from 1.
///
/// **When to use it:** with a small learning rate: v starts from 0 and is not corrected, so the
/// first steps are 1/√(1 − decay) times as large as later ones.
///
/// Tieleman, Hinton: Neural Networks for Machine Learning (Coursera 2012), lecture 6.5.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares, in [0, 1)
/// @param epsilon ε, positive
public record RmsProp(Schedule learningRate, Schedule decay, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public RmsProp {
    Require.learningRate(learningRate);
    Require.fraction("decay", decay);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static RmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static RmsProp of(Schedule learningRate) {
    return new RmsProp(learningRate, Schedule.constant(0.99), Schedule.constant(1e-8));
  }

  /// The same rule with another decay ρ of the average of squares.
  ///
  /// @param decay in [0, 1)
  /// @return a changed copy
  public RmsProp decay(double decay) {
    return new RmsProp(learningRate, Schedule.constant(decay), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public RmsProp epsilon(double epsilon) {
    return new RmsProp(learningRate, decay, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float rho;
      private float rest;
      private float eps;

      @Override
      public void begin(Step step) {
        double decay = Require.fraction("decay", step.value(RmsProp.this.decay));
        rho = (float) decay;
        rest = (float) (1 - decay);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float rho = this.rho;
        float rest = this.rest;
        float eps = this.eps;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          v[i] = rho * v[i] + rest * g * g;
          u[i] = g / ((float) Math.sqrt(v[i]) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("rmsprop", this);
  }
}
