package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Lion: steps of one size, along the sign of a gradient that is mixed with its average.
///
/// ```
/// θ ← θ − learningRate · sign(beta1 · m + (1 − beta1) · g)
/// m ← beta2 · m + (1 − beta2) · g
/// ```
///
/// - **Deviations:** the paper's weight decay is a stage of its own: `lion | decoupledDecay(0.1)`.
///   (A library that mixes with β₂ and remembers with β₁ computes something else.)
/// - **When to use it:** for large batches, with a learning rate three to ten times smaller than
///   Adam's and a decay as much larger; it keeps one slot instead of two.
/// - **Example:** `Descent.of(Surface.RAVINE, Lion.of(1), 30).endValue()` is 0.5.
///
/// @param learningRate α
/// @param beta1 β₁, the average gradient's share in the sign
/// @param beta2 β₂, decay rate of the average gradient
@Named(
    value = "lion",
    summary = "steps along the sign of the momentum",
    source = "Chen et al. 2023, arXiv 2302.06675, algorithm 2")
public record Lion(
    @In("(0, ∞)") Schedule learningRate, @In("[0, 1)") Schedule beta1, @In("[0, 1)") Schedule beta2)
    implements UpdateRule, Settings.Beta1<Lion>, Settings.Beta2<Lion> {
  public Lion {
    Range.check(Lion.class, learningRate, beta1, beta2);
  }

  /// A constant learning rate and the defaults.
  public static Lion of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Lion of(Schedule learningRate) {
    return new Lion(learningRate, constant(0.9), constant(0.99));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("m"));
  }

  @Override
  public void update(Step step, Block block) {
    float b1 = step.value(beta1), k1 = step.oneMinus(beta1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float[] u = block.update(), m = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      float mixed = b1 * m[i] + k1 * g;
      m[i] = b2 * m[i] + k2 * g;
      u[i] = Math.signum(mixed);
    }
  }
}
