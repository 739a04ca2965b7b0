package dev.ravine.optim.rules;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.In;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;

/// Adam without its correction for bias: both averages start from zero, and nothing is done about
/// it.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g
/// v  ← beta2 · v + (1 − beta2) · g²
/// θ  ← θ − learningRate · m / (√v + epsilon)
/// ```
///
/// With a gradient that stays the same, step t is (1 − β₁ᵗ) / √(1 − β₂ᵗ) times as long as Adam's:
/// with the defaults 3.2 times at first, 6.5 times after ten steps, and still twice after 300.
///
/// **Deviations:** the same as the variant of Adam that BERT was published with, less its weight
/// decay.
///
/// **When to use it:** to see what the correction is for.
///
/// Kingma, Ba: Adam: A Method for Stochastic Optimization (arXiv 1412.6980), section 3, which
/// explains the correction, and 6.4, which leaves it out.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients
/// @param beta2 β₂, the memory of squares
/// @param epsilon ε, outside the root
@Named(
    value = "uncorrectedAdam",
    summary = "Adam without the correction for bias: its first steps jump",
    source = "Kingma, Ba 2014, arXiv 1412.6980")
public record UncorrectedAdam(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public UncorrectedAdam {
    Range.check(UncorrectedAdam.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static UncorrectedAdam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static UncorrectedAdam of(Schedule learningRate) {
    return new UncorrectedAdam(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-8));
  }

  /// Another β₁, the memory of gradients.
  public UncorrectedAdam beta1(double beta1) {
    return HyperParameters.with(this, "beta1", beta1);
  }

  /// Another β₂, the memory of squares.
  public UncorrectedAdam beta2(double beta2) {
    return HyperParameters.with(this, "beta2", beta2);
  }

  /// Another ε.
  public UncorrectedAdam epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("v"));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1);
    float k1 = step.rest(beta1);
    float b2 = step.value(beta2);
    float k2 = step.rest(beta2);
    float eps = step.value(epsilon);
    float[] u = block.update();
    float[] m = block.slot(0);
    float[] v = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      v[i] = b2 * v[i] + k2 * g * g;
      u[i] = m[i] / ((float) Math.sqrt(v[i]) + eps);
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
