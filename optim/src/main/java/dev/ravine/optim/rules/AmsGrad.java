package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;

/// Adam whose division never gets weaker: it divides by the largest average square so far.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// v  ← beta2 · v + (1 − beta2) · g²
/// w  ← max(w, v)                            ŵ = w / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŵ + epsilon)
/// ```
///
/// **Deviations:** corrected for the start from zero, as in PyTorch; the paper does without. optax
/// takes the largest of the corrected averages.
///
/// **When to use it:** where Adam does not settle because rare large gradients are forgotten too
/// fast.
///
/// Reddi, Kale, Kumar: On the Convergence of Adam and Beyond (ICLR 2018), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients
/// @param beta2 β₂, the memory of squares
/// @param epsilon ε, outside the root, after the correction
@Named(
    value = "amsgrad",
    summary = "Adam divided by the largest average so far",
    source = "Reddi et al. 2018")
public record AmsGrad(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public AmsGrad {
    Range.check(AmsGrad.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AmsGrad of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AmsGrad of(Schedule learningRate) {
    return new AmsGrad(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// Another β₁, the memory of gradients.
  public AmsGrad beta1(double beta1) {
    return HyperParameters.with(this, "beta1", beta1);
  }

  /// Another β₂, the memory of squares.
  public AmsGrad beta2(double beta2) {
    return HyperParameters.with(this, "beta2", beta2);
  }

  /// Another ε.
  public AmsGrad epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"), Slot.lasting("largest"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(Scalar.power("beta1Power", beta1), Scalar.power("beta2Power", beta2));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1);
    float k1 = step.rest(beta1);
    float b2 = step.value(beta2);
    float k2 = step.rest(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1);
    float vScale = step.correction(beta2);
    float[] u = block.update();
    float[] m = block.slot(0);
    float[] v = block.slot(1);
    float[] w = block.slot(2);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      w[i] = Math.max(w[i], v[i]);
      u[i] = m[i] * mScale / ((float) Math.sqrt(w[i] * vScale) + eps);
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
