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

/// RMSProp that divides by the gradients' standard deviation instead of their size.
///
/// ```
/// m ← decay · m + (1 − decay) · g
/// v ← decay · v + (1 − decay) · g²
/// θ ← θ − learningRate · g / (√(v − m²) + epsilon)
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 1e-4 |
/// | ρ | `decay` | 0.99 |
/// | ε | `epsilon`, outside the root | 1e-8 |
/// | m, v | slots `m`, `v`, from 0 |  |
///
/// **Deviations:** the same as PyTorch's with `centered`, but that v − m² is never taken as less
/// than 0, where rounding would leave it.
///
/// **When to use it:** where gradients keep their sign for long; it takes larger steps there than
/// `rmsprop`, so it asks for a smaller learning rate or a larger ε.
///
/// Graves: Generating Sequences With Recurrent Neural Networks (arXiv 1308.0850), equations 38 to
/// 41, without their momentum.
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares, in [0, 1)
/// @param epsilon ε, positive
public record CenteredRmsProp(Schedule learningRate, Schedule decay, Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public CenteredRmsProp {
    Require.learningRate(learningRate);
    Require.fraction("decay", decay);
    Require.positiveSingle("epsilon", epsilon);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static CenteredRmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static CenteredRmsProp of(Schedule learningRate) {
    return new CenteredRmsProp(learningRate, Schedule.constant(0.99), Schedule.constant(1e-8));
  }

  /// The same rule with another decay ρ of the average of squares.
  ///
  /// @param decay in [0, 1)
  /// @return a changed copy
  public CenteredRmsProp decay(double decay) {
    return new CenteredRmsProp(learningRate, Schedule.constant(decay), epsilon);
  }

  /// The same rule with another ε.
  ///
  /// @param epsilon positive
  /// @return a changed copy
  public CenteredRmsProp epsilon(double epsilon) {
    return new CenteredRmsProp(learningRate, decay, Schedule.constant(epsilon));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float rho;
      private float rest;
      private float eps;

      @Override
      public void begin(Step step) {
        double decay = Require.fraction("decay", step.value(CenteredRmsProp.this.decay));
        rho = (float) decay;
        rest = (float) (1 - decay);
        eps = (float) Require.positiveSingle("epsilon", step.value(epsilon));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float[] v = block.slot(1);
        float rho = this.rho;
        float rest = this.rest;
        float eps = this.eps;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = rho * m[i] + rest * g;
          v[i] = rho * v[i] + rest * g * g;
          float square = Math.min(m[i] * m[i], Float.MAX_VALUE);
          u[i] = g / ((float) Math.sqrt(Math.max(v[i] - square, 0)) + eps);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("rmspropCentered", this);
  }
}
