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

/// RMSProp whose steps gather momentum.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// b ← momentum · b + g / (√v + epsilon)
/// θ ← θ − learningRate · b
/// ```
///
/// **Deviations:** the same as PyTorch and optax: the learning rate is outside the velocity. Keras
/// has it inside.
///
/// **When to use it:** as `rmsprop`, with a learning rate smaller by 1 − momentum.
///
/// Tieleman, Hinton: Neural Networks for Machine Learning (Coursera 2012), lecture 6.5, with the
/// heavy ball of Polyak (1964).
///
/// @param learningRate α
/// @param decay decay ρ of the average of squares
/// @param epsilon ε, outside the root
/// @param momentum momentum μ
@Named(
    value = "rmspropMomentum",
    summary = "RMSProp whose steps gather momentum",
    source = "Tieleman, Hinton 2012")
public record MomentumRmsProp(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon,
    @In("[0, 1)") Schedule momentum)
    implements UpdateRule {

  /// Checks the ranges.
  public MomentumRmsProp {
    Range.check(MomentumRmsProp.class, learningRate, decay, epsilon, momentum);
  }

  /// A constant learning rate and the defaults.
  public static MomentumRmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static MomentumRmsProp of(Schedule learningRate) {
    return new MomentumRmsProp(
        learningRate, Schedule.constant(0.99), Schedule.constant(1e-8), Schedule.constant(0.9));
  }

  /// Another decay ρ of the average of squares.
  public MomentumRmsProp decay(double decay) {
    return HyperParameters.with(this, "decay", decay);
  }

  /// Another ε.
  public MomentumRmsProp epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  /// Another momentum μ.
  public MomentumRmsProp momentum(double momentum) {
    return HyperParameters.with(this, "momentum", momentum);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"), Slot.decaying("velocity"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay);
    float rest = step.rest(decay);
    float eps = step.value(epsilon);
    float mu = step.value(momentum);
    float[] u = block.update();
    float[] v = block.slot(0);
    float[] b = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      v[i] = rho * v[i] + rest * g * g;
      b[i] = mu * b[i] + g / ((float) Math.sqrt(v[i]) + eps);
      u[i] = b[i];
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
