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

/// RMSProp whose steps gather momentum.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// b ← momentum · b + g / (√v + epsilon)
/// θ ← θ − learningRate · b
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-5 |
/// | ρ | `decay` | 0.99 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | μ | `momentum` | 0.9 |
/// | v, b | slots `v`, `velocity`, from 0 |  |
///
/// **Deviations:** the same as PyTorch and optax: the learning rate is outside the velocity. Keras
/// has it inside.
///
/// **When to use it:** as `rmsprop`, with a learning rate smaller by 1 − momentum.
///
/// Tieleman, Hinton: Neural Networks for Machine Learning (Coursera 2012), lecture 6.5, with the
/// heavy ball of Polyak (1964).
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares, in [0, 1)
/// @param epsilon ε, positive
/// @param momentum momentum μ, in [0, 1)
public record MomentumRmsProp(
    Schedule learningRate, Schedule decay, Schedule epsilon, Schedule momentum)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public MomentumRmsProp {
    Require.learningRate(learningRate);
    Require.fraction("decay", decay);
    Require.positiveSingle("epsilon", epsilon);
    Require.fraction("momentum", momentum);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static MomentumRmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static MomentumRmsProp of(Schedule learningRate) {
    return new MomentumRmsProp(
        learningRate, Schedule.constant(0.99), Schedule.constant(1e-8), Schedule.constant(0.9));
  }

  /// The same rule with another decay ρ of the average of squares.
  ///
  /// @param decay in [0, 1)
  /// @return a changed copy
  public MomentumRmsProp decay(double decay) {
    return new MomentumRmsProp(learningRate, Schedule.constant(decay), epsilon, momentum);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public MomentumRmsProp epsilon(double epsilon) {
    return new MomentumRmsProp(learningRate, decay, Schedule.constant(epsilon), momentum);
  }

  /// The same rule with another momentum μ.
  ///
  /// @param momentum in [0, 1)
  /// @return a changed copy
  public MomentumRmsProp momentum(double momentum) {
    return new MomentumRmsProp(learningRate, decay, epsilon, Schedule.constant(momentum));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"), Slot.decaying("velocity"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float rho;
      private float rest;
      private float eps;
      private float mu;

      @Override
      public void begin(Step step) {
        double decay = Require.fraction("decay", step.value(MomentumRmsProp.this.decay));
        rho = (float) decay;
        rest = (float) (1 - decay);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
        mu = (float) Require.fraction("momentum", step.value(momentum));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float[] b = block.slot(1);
        float rho = this.rho;
        float rest = this.rest;
        float eps = this.eps;
        float mu = this.mu;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          v[i] = rho * v[i] + rest * g * g;
          b[i] = mu * b[i] + g / ((float) Math.sqrt(v[i]) + eps);
          u[i] = b[i];
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("rmspropMomentum", this);
  }
}
