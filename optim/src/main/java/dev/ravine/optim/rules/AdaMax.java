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

/// Adam with the largest recent gradient in place of the average square.
///
/// ```
/// m ← beta1 · m + (1 − beta1) · g          m̂ = m / (1 − beta1ᵗ)
/// w ← max(beta2 · w, |g| + epsilon)
/// θ ← θ − learningRate · m̂ / w
/// ```
///
/// **Deviations:** ε as in PyTorch and optax; the paper has none and divides by 0 where gradients
/// are 0 from the beginning. Keras adds it to w.
///
/// **When to use it:** where single gradients are much larger than most.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients
/// @param beta2 β₂, the memory of squares
/// @param epsilon ε, added to the gradient's size
@Named(
    value = "adamax",
    summary = "Adam divided by the largest recent gradient",
    source = "Kingma, Ba 2014, arXiv 1412.6980")
public record AdaMax(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public AdaMax {
    Range.check(AdaMax.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaMax of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaMax of(Schedule learningRate) {
    return new AdaMax(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// Another β₁, the memory of gradients.
  public AdaMax beta1(double beta1) {
    return HyperParameters.with(this, "beta1", beta1);
  }

  /// Another β₂, the memory of squares.
  public AdaMax beta2(double beta2) {
    return HyperParameters.with(this, "beta2", beta2);
  }

  /// Another ε.
  public AdaMax epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("largest"));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(Scalar.power("beta1Power", beta1));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1);
    float k1 = step.rest(beta1);
    float b2 = step.value(beta2);
    float eps = step.value(epsilon);
    float mScale = step.correction(beta1);
    float[] u = block.update();
    float[] m = block.slot(0);
    float[] w = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      w[i] = Math.max(b2 * w[i], Math.abs(g) + eps);
      u[i] = m[i] * mScale / w[i];
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
