package org.example;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// PowerSign: larger steps where the gradient has the sign of its average, smaller ones where not.
///
/// ```
/// m ← beta · m + (1 − beta) · g
/// θ ← θ − learningRate · base^(sign(g) · sign(m)) · g
/// ```
///
/// - **Deviations:** none; the paper's decay of the exponent is left out.
/// - **When to use it:** to see how a rule of your own is made.
///
/// @param learningRate α
/// @param beta β
/// @param base how much larger or smaller steps are
@Named(
    value = "powersign",
    summary = "larger steps where the gradient has its average's sign",
    source = "Bello et al. 2017, arXiv 1709.07417, section 4")
public record PowerSign(
    @In("(0, ∞)") Schedule learningRate, @In("[0, 1)") Schedule beta, @In("(0, ∞)") Schedule base)
    implements UpdateRule {
  public PowerSign {
    Range.check(PowerSign.class, learningRate, beta, base);
  }

  /// A constant learning rate and the defaults.
  public static PowerSign of(double learningRate) {
    return new PowerSign(constant(learningRate), constant(0.9), constant(StrictMath.E));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"));
  }

  @Override
  public void update(Step step, Block block) {
    float b = step.value(beta), rest = step.oneMinus(beta);
    float more = (float) (step.asDouble(base) - 1);
    float less = (float) (1 / step.asDouble(base) - 1);
    float[] u = block.update(), m = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b * m[i] + rest * g;
      float agree = Math.signum(g) * Math.signum(m[i]);
      u[i] = g * (1 + Math.max(agree, 0) * more + Math.max(-agree, 0) * less);
    }
  }
}
