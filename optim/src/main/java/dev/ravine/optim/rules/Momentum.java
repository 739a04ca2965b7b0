package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// SGD with momentum: a velocity builds up in any direction that has a consistent gradient.
///
/// ```
/// v ← momentum · v − (1 − dampening) · learningRate · g
/// θ ← θ + v
/// ```
///
/// - **Deviations:** the learning rate is inside the velocity, as in Keras, DJL and the paper.
///   PyTorch and optax keep it outside; with a constant learning rate both give the same steps,
///   after a change theirs apply the new rate to old gradients too. PyTorch does not dampen the
///   first step.
/// - **When to use it:** with a tuned learning rate it is hard to beat on image networks.
/// - **Example:** `Descent.of(Surface.RAVINE, Momentum.of(0.01), 30).endValue()` is 4.09.
///
/// @param learningRate α
/// @param momentum momentum μ
/// @param dampening dampening d, the share of each gradient left out
@Named(
    value = "momentum",
    summary = "a velocity that gathers past steps",
    source = "Polyak 1964; Sutskever et al., ICML 2013, equations 1 and 2")
public record Momentum(
    @In("(0, ∞)") Schedule learningRate,
    @In("[0, 1)") Schedule momentum,
    @In("[0, 1)") Schedule dampening)
    implements UpdateRule, Settings.Momentum<Momentum> {
  public Momentum {
    Range.check(Momentum.class, learningRate, momentum, dampening);
  }

  /// A constant learning rate and the defaults.
  public static Momentum of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Momentum of(Schedule learningRate) {
    return new Momentum(learningRate, constant(0.9), constant(0));
  }

  /// Another dampening d, the share of each gradient left out.
  public Momentum dampening(double dampening) {
    return HyperParameters.with(this, "dampening", dampening);
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("velocity"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public void update(Step step, Block block) {
    update(step, block, momentum, (1 - step.asDouble(dampening)) * step.asDouble(learningRate));
  }

  /// The same for other rules.
  ///
  /// @param rate how much of the gradient the velocity takes
  static void update(Step step, Block block, Schedule momentum, double rate) {
    float mu = step.value(momentum);
    float lr = (float) rate;
    float[] u = block.update(), v = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float velocity = mu * v[i] - lr * u[i];
      v[i] = velocity;
      u[i] = -velocity;
    }
  }
}
