package org.example;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// PowerSign: larger steps where the gradient has the sign of its average, smaller ones where not.
///
/// ```
/// m ← beta · m + (1 − beta) · g
/// θ ← θ − learningRate · base^(sign(g) · sign(m)) · g
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | 0.05 |
/// | β | `beta` | 0.9 |
/// | – | `base`, 1 or more | 2.718281828459045 |
/// | m | slot `m`, from 0 | |
///
/// **Deviations:** none; the paper's decay of the exponent is left out.
///
/// **When to use it:** to see how a rule of your own is made.
///
/// Bello, Zoph, Vasudevan, Le: Neural Optimizer Search with Reinforcement Learning (arXiv
/// 1709.07417), section 4.
///
/// @param learningRate α
/// @param beta β, in [0, 1)
/// @param base positive
public record PowerSign(Schedule learningRate, Schedule beta, Schedule base) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public PowerSign {
    Require.learningRate(learningRate);
    Require.fraction("beta", beta);
    Require.positive("base", base);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static PowerSign of(double learningRate) {
    return new PowerSign(
        Schedule.constant(learningRate), Schedule.constant(0.9), Schedule.constant(StrictMath.E));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"));
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float b;
      private float rest;
      private float more;
      private float less;

      @Override
      public void begin(Step step) {
        double beta = Require.fraction("beta", step.value(PowerSign.this.beta));
        b = (float) beta;
        rest = (float) (1 - beta);
        double base = Require.positive("base", step.value(PowerSign.this.base));
        more = (float) (base - 1);
        less = (float) (1 / base - 1);
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] m = block.slot(0);
        float b = this.b;
        float rest = this.rest;
        float more = this.more;
        float less = this.less;
        for (int i = block.from(); i < block.to(); i++) {
          float g = u[i];
          m[i] = b * m[i] + rest * g;
          float agree = Math.signum(g) * Math.signum(m[i]);
          u[i] = g * (1 + Math.max(agree, 0) * more + Math.max(-agree, 0) * less);
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("powersign", this);
  }
}
