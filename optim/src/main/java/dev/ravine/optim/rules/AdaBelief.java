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

/// Adam that divides by how far gradients are from their average: large steps where gradients are
/// as expected.
///
/// ```
/// m  ← beta1 · m + (1 − beta1) · g                        m̂ = m / (1 − beta1ᵗ)
/// s  ← beta2 · s + (1 − beta2) · (g − m)² + epsilon       ŝ = s / (1 − beta2ᵗ)
/// θ  ← θ − learningRate · m̂ / (√ŝ + epsilon)
/// ```
///
/// **Deviations:** the same as the authors' code and, with `eps_root` = `eps`, optax.
///
/// A constant gradient surprises nobody: s falls to ε / (1 − β₂), and steps become many learning
/// rates long (with ε = 1e-16 thousands and more), as in the authors' code.
///
/// **When to use it:** where Adam generalizes less well than momentum.
///
/// Zhuang and others: AdaBelief Optimizer (arXiv 2010.07468), algorithm 2.
///
/// @param learningRate α
/// @param beta1 β₁, the memory of gradients
/// @param beta2 β₂, the memory of squares
/// @param epsilon ε, in the average and outside the root
@Named(
    value = "adabelief",
    summary = "Adam divided by the gradients' surprise",
    source = "Zhuang et al. 2020, arXiv 2010.07468")
public record AdaBelief(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public AdaBelief {
    Range.check(AdaBelief.class, learningRate, beta1, beta2, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaBelief of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaBelief of(Schedule learningRate) {
    return new AdaBelief(
        learningRate, Schedule.constant(0.9), Schedule.constant(0.999), Schedule.constant(1e-16));
  }

  /// Another β₁, the memory of gradients.
  public AdaBelief beta1(double beta1) {
    return HyperParameters.with(this, "beta1", beta1);
  }

  /// Another β₂, the memory of squares.
  public AdaBelief beta2(double beta2) {
    return HyperParameters.with(this, "beta2", beta2);
  }

  /// Another ε.
  public AdaBelief epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("m"), Slot.decaying("s"));
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
    float sScale = step.correction(beta2);
    float[] u = block.update();
    float[] m = block.slot(0);
    float[] s = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      m[i] = b1 * m[i] + k1 * g;
      float surprise = g - m[i];
      s[i] = b2 * s[i] + k2 * surprise * surprise + eps;
      u[i] = m[i] * mScale / ((float) Math.sqrt(s[i] * sScale) + eps);
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
