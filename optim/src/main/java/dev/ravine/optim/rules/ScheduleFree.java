package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;
import static dev.ravine.optim.stage.Scalar.power;
import static dev.ravine.optim.stage.Slot.decaying;
import static dev.ravine.optim.stage.Slot.lasting;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Schedule-Free AdamW: steps at one point, their average at another, gradients between the two; a
/// constant learning rate does what a decaying one would.
///
/// ```
/// v ← beta2 · v + (1 − beta2) · g²           v̂ = v / (1 − beta2ᵗ)
/// d = g / (√v̂ + epsilon) + weightDecay · θ   c = learningRate² / Σ learningRate²
/// z ← z − learningRate · d
/// x ← (1 − c) · x + c · z                    the weights to evaluate with
/// θ ← beta1 · x + (1 − beta1) · z            the weights to train
/// ```
///
/// - **Deviations:** β₁ may not change, since x is computed from θ and z. The warm-up of the
///   authors' code is a schedule of the learning rate here; before the paper's last version they
///   multiplied the rate by √(1 − β₂ᵗ). x weighs each z by the square of its own step's learning
///   rate; optax weighs it by the square of the largest rate until then.
/// - **When to use it:** if it is not known how long the training will be. Evaluate with
///   `Stepper.evaluationWeights`: the trained weights themselves are no good.
/// - **Example:** `Descent.of(Surface.RAVINE, ScheduleFree.of(1), 30).endValue()` is 0.0705.
///
/// @param learningRate α
/// @param beta1 β₁, how far gradients are taken from z towards x
/// @param beta2 β₂, decay rate of the average square
/// @param epsilon ε, outside the root, after the correction
/// @param weightDecay weight decay λ
@Named(
    value = "scheduleFree",
    summary = "AdamW that needs no schedule",
    source = "Defazio et al. 2024, arXiv 2405.15682, algorithm 1")
public record ScheduleFree(
    @In("(0, ∞)") Schedule learningRate,
    @In("(0, 1)") double beta1,
    @In("[0, 1)") Schedule beta2,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[0, ∞)") Schedule weightDecay)
    implements UpdateRule,
        Settings.AdamLike<ScheduleFree>,
        EvaluationWeights,
        Settings.WeightDecay<ScheduleFree> {
  public ScheduleFree {
    Range.check(ScheduleFree.class, learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// A constant learning rate and the defaults.
  public static ScheduleFree of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static ScheduleFree of(Schedule learningRate) {
    return new ScheduleFree(learningRate, 0.9, constant(0.999), constant(1e-8), constant(0));
  }

  @Override
  public List<State> state() {
    return List.of(
        lasting("z"),
        decaying("v"),
        power("beta2", beta2),
        new Scalar("sumOfSquaredRates", 0, (sum, step) -> sum + weight(step)));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  private double weight(Step step) {
    return step.asDouble(learningRate) * step.asDouble(learningRate);
  }

  @Override
  public void update(Step step, Block block) {
    double rate = step.asDouble(learningRate);
    double share = step.scalar(1) == 0 ? 0 : weight(step) / step.scalar(1);
    float b2 = step.value(beta2), k2 = step.oneMinus(beta2);
    float eps = step.value(epsilon);
    float lambda = step.value(weightDecay);
    float vScale = step.correction(beta2);
    float lr = (float) rate;
    float c = (float) share;
    float ofD = (float) (rate * (1 - beta1 * (1 - share)));
    float keep = step.t() == 1 ? 0 : 1;
    float first = 1 - keep;
    float[] u = block.update(), z = block.slot(0), v = block.slot(1);
    float[] theta = block.theta();
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      float y = theta[i];
      float old = keep * z[i] + first * y;
      v[i] = b2 * v[i] + k2 * g * g;
      float d = g / ((float) Math.sqrt(v[i] * vScale) + eps) + lambda * y;
      z[i] = old - lr * d;
      u[i] = c * (y - old) + ofD * d;
    }
  }

  @Override
  public void evaluationWeights(Step step, Block block) {
    float beyond = step.k() == 0 ? 0 : (float) (1 / beta1 - 1);
    float[] x = block.update(), z = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      x[i] += beyond * (x[i] - z[i]);
    }
  }
}
