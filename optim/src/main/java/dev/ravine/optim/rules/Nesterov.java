package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Nesterov's momentum in its simplified form: the gradient is taken where the velocity will lead.
///
/// ```
/// v′ ← momentum · v − learningRate · g
/// θ ← θ − momentum · v + (1 + momentum′) · v′        v ← v′
/// ```
///
/// - **Deviations:** none from the paper's simplified form, which is also that of Deeplearning4j.
///   With a constant learning rate, Keras's parameters are identical; PyTorch and optax give the
///   same steps in other variables.
/// - **When to use it:** wherever momentum is used; it tolerates a larger μ. θ is the point that
///   has already looked ahead, so the gradient is taken at θ itself; `sutskever` makes the same
///   steps and evaluates where they start from.
/// - **Example:** `Descent.of(Surface.RAVINE, Nesterov.of(0.01), 30).endValue()` is 0.393.
///
/// @param learningRate α
/// @param momentum momentum μ
@Named(
    value = "nesterov",
    summary = "momentum that looks ahead",
    source = "Bengio et al. 2012, arXiv 1212.0901, equations 6 and 7")
public record Nesterov(@In("(0, ∞)") Schedule learningRate, @In("[0, 1)") Schedule momentum)
    implements UpdateRule, Settings.Momentum<Nesterov> {
  public Nesterov {
    Range.check(Nesterov.class, learningRate, momentum);
  }

  /// A constant learning rate and the defaults.
  public static Nesterov of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Nesterov of(Schedule learningRate) {
    return new Nesterov(learningRate, constant(0.9));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("velocity"), ahead(momentum));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public void update(Step step, Block block) {
    update(step, block, momentum, learningRate);
  }

  /// The momentum of the next step: the point that gradients are taken at lies ahead by it.
  static Scalar ahead(Schedule momentum) {
    return new Scalar("ahead", 0, (before, step) -> step.next(momentum));
  }

  /// The same for other rules that keep [#ahead].
  static void update(Step step, Block block, Schedule momentum, Schedule learningRate) {
    float mu = (float) (step.t() == 1 ? step.asDouble(momentum) : step.before(0));
    float next = (float) step.scalar(0);
    float lr = step.value(learningRate);
    float[] u = block.update(), v = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      float old = v[i];
      float velocity = mu * old - lr * u[i];
      v[i] = velocity;
      u[i] = mu * old - (1 + next) * velocity;
    }
  }
}
