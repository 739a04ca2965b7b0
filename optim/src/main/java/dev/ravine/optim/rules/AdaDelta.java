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

/// AdaDelta: steps in proportion to the size of recent steps over that of recent gradients, so that
/// no learning rate is needed.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// d = √(s + epsilon) / √(v + epsilon) · g
/// s ← decay · s + (1 − decay) · d²
/// θ ← θ − learningRate · d
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1 |
/// | ρ | `decay` | 0.95 |
/// | ε | `epsilon`, inside both roots | 1e-6 |
/// | v, s | slots `v`, `squaredSteps`, from 0 |  |
///
/// **Deviations:** the paper has no learning rate: 1 here. PyTorch computes the same with ρ = 0.9;
/// Keras has the learning rate 1e-3 by default, which is a thousandth of the paper's step.
///
/// **When to use it:** to see what it was about; Adam has taken its place.
///
/// Zeiler: ADADELTA: An Adaptive Learning Rate Method (arXiv 1212.5701), algorithm 1.
///
/// @param learningRate α
/// @param decay decay ρ of both averages, in [0, 1)
/// @param epsilon ε, positive
public record AdaDelta(Schedule learningRate, Schedule decay, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public AdaDelta {
    Require.learningRate(learningRate);
    Require.fraction("decay", decay);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static AdaDelta of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static AdaDelta of(Schedule learningRate) {
    return new AdaDelta(learningRate, Schedule.constant(0.95), Schedule.constant(1e-6));
  }

  /// The same rule with another decay ρ of both averages.
  ///
  /// @param decay in [0, 1)
  /// @return a changed copy
  public AdaDelta decay(double decay) {
    return new AdaDelta(learningRate, Schedule.constant(decay), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public AdaDelta epsilon(double epsilon) {
    return new AdaDelta(learningRate, decay, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"), Slot.decaying("squaredSteps"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float rho;
      private float rest;
      private float eps;

      @Override
      public void begin(Step step) {
        double decay = Require.fraction("decay", step.value(AdaDelta.this.decay));
        rho = (float) decay;
        rest = (float) (1 - decay);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float[] s = block.slot(1);
        float rho = this.rho;
        float rest = this.rest;
        float eps = this.eps;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          v[i] = rho * v[i] + rest * g * g;
          float d = (float) Math.sqrt((s[i] + eps) / (v[i] + eps)) * g;
          s[i] = rho * s[i] + rest * d * d;
          u[i] = d;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("adadelta", this);
  }
}
