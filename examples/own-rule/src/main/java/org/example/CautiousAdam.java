package org.example;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Adam that moves only where the gradient agrees, by so much more: a rule that looks at whole
/// tensors.
///
/// ```
/// u ← Adam's direction
/// φ ← 1 where u · g > 0, else 0
/// θ ← θ − learningRate · n / (Σ φ + 1) · φ · u      for the n elements of each tensor
/// ```
///
/// - **Deviations:** none.
/// - **When to use it:** to see how a rule that is not element-wise is made.
///
/// @param learningRate α
/// @param beta1 β₁
/// @param beta2 β₂
/// @param epsilon ε
@Named(
    value = "cautiousAdam",
    summary = "Adam where the gradient agrees",
    source = "Liang et al. 2024, arXiv 2411.16085, algorithm 2")
public record CautiousAdam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {
  public CautiousAdam {
    Range.check(CautiousAdam.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static CautiousAdam of(double learningRate) {
    return new CautiousAdam(constant(learningRate), constant(0.9), constant(0.999), constant(1e-8));
  }

  @Override
  public Reduction needs() {
    return Reduction.WHOLE_TENSORS;
  }

  @Override
  public List<State> state() {
    return List.of(
        Slot.decaying("m"),
        Slot.decaying("v"),
        Scalar.power("beta1", beta1),
        Scalar.power("beta2", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float[] u = block.update(), m = block.slot(0), v = block.slot(1);
    int agree = 0;
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      agree += m[i] * g > 0 ? 1 : 0;
    }
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1), vScale = step.correction(beta2);
    float more = (block.to() - block.from()) / (agree + 1f);
    for (int i = block.from(); i < block.to(); i++) {
      float direction = m[i] * mScale / ((float) Math.sqrt(v[i] * vScale) + eps);
      u[i] = direction * (m[i] * u[i] > 0 ? more : 0);
    }
  }
}
