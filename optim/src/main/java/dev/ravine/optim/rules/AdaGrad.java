package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// AdaGrad: each parameter's steps are divided by the size of all its past gradients.
///
/// ```
/// G ← G + g²
/// θ ← θ − learningRate · g / (√G + epsilon)
/// ```
///
/// - **Deviations:** PyTorch has ε = 1e-10; optax and Keras have ε = 1e-7 inside the root and start
///   G from 0.1; Deeplearning4j starts G from ε.
/// - **When to use it:** for sparse gradients. On dense ones the steps die away: G never shrinks.
/// - **Example:** `Descent.of(Surface.RAVINE, AdaGrad.of(1), 30).endValue()` is 1.9.
///
/// @param learningRate α
/// @param epsilon ε, outside the root
@Named(
    value = "adagrad",
    summary = "steps divided by all past gradients' size",
    source = "Duchi, Hazan, Singer, JMLR 12 (2011), figure 1, diagonal")
public record AdaGrad(
    @In("(0, ∞)") Schedule learningRate, @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule, Settings.Epsilon<AdaGrad> {
  public AdaGrad {
    Range.check(AdaGrad.class, learningRate, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaGrad of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaGrad of(Schedule learningRate) {
    return new AdaGrad(learningRate, constant(1e-8));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.lasting("sumOfSquares"));
  }

  @Override
  public void update(Step step, Block block) {
    float eps = step.value(epsilon);
    float[] u = block.update(), sum = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      sum[i] += g * g;
      u[i] = g / ((float) Math.sqrt(sum[i]) + eps);
    }
  }
}
