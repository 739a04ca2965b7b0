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

/// AdaDelta: steps in proportion to the size of recent steps over that of recent gradients, so that
/// no learning rate is needed.
///
/// ```
/// v ← decay · v + (1 − decay) · g²
/// d = √(s + epsilon) / √(v + epsilon) · g
/// s ← decay · s + (1 − decay) · d²
/// θ ← θ − learningRate · d
/// ```
///
/// **Deviations:** the paper has no learning rate: 1 here. PyTorch computes the same with ρ = 0.9;
/// Keras has the learning rate 1e-3 by default, which is a thousandth of the paper's step.
///
/// **When to use it:** to see what it was about; Adam has taken its place.
///
/// Zeiler: ADADELTA: An Adaptive Learning Rate Method (arXiv 1212.5701), algorithm 1.
///
/// @param learningRate α
/// @param decay decay ρ of both averages
/// @param epsilon ε, inside both roots
@Named(
    value = "adadelta",
    summary = "steps as large as recent steps, no learning rate",
    source = "Zeiler 2012, arXiv 1212.5701")
public record AdaDelta(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule decay,
    @In(value = "(0, ∞)", single = true) Schedule epsilon)
    implements UpdateRule {

  /// Checks the ranges.
  public AdaDelta {
    Range.check(AdaDelta.class, learningRate, decay, epsilon);
  }

  /// A constant learning rate and the defaults.
  public static AdaDelta of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static AdaDelta of(Schedule learningRate) {
    return new AdaDelta(learningRate, Schedule.constant(0.95), Schedule.constant(1e-6));
  }

  /// Another decay ρ of both averages.
  public AdaDelta decay(double decay) {
    return HyperParameters.with(this, "decay", decay);
  }

  /// Another ε.
  public AdaDelta epsilon(double epsilon) {
    return HyperParameters.with(this, "epsilon", epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("v"), Slot.decaying("squaredSteps"));
  }

  @Override
  public void update(Step step, Block block) {
    float rho = step.value(decay);
    float rest = step.rest(decay);
    float eps = step.value(epsilon);
    float[] u = block.update();
    float[] v = block.slot(0);
    float[] s = block.slot(1);
    for (int i = block.from(); i < block.to(); i++) {
      float g = u[i];
      v[i] = rho * v[i] + rest * g * g;
      float d = (float) Math.sqrt((s[i] + eps) / (v[i] + eps)) * g;
      s[i] = rho * s[i] + rest * d * d;
      u[i] = d;
    }
  }

  @Override
  public String toString() {
    return HyperParameters.print(this);
  }
}
