package dev.ravine.optim.rules;

import static dev.ravine.optim.hyperparameter.Schedule.constant;

import dev.ravine.optim.hyperparameter.*;
import dev.ravine.optim.stage.*;
import java.util.List;

/// Nesterov's momentum in Sutskever's form: trained are the weights that look ahead, evaluated
/// those that do not.
///
/// ```
/// v′ ← momentum · v − learningRate · ∇f(w + momentum · v)
/// w ← w + v′        v ← v′        θ = w + momentum′ · v′
/// ```
///
/// - **Deviations:** none. The parameters a stepper trains are θ, where gradients are taken, so the
///   steps are those of `nesterov`; the paper's weights w are given for evaluation.
/// - **When to use it:** to follow the paper to the letter; the difference to `nesterov` is small
///   once steps are.
/// - **Example:** `Descent.of(Surface.RAVINE, Sutskever.of(0.01), 30).endValue()` is 0.311.
///
/// @param learningRate α
/// @param momentum momentum μ
@Named(
    value = "sutskever",
    summary = "Nesterov's momentum, evaluated where it does not look ahead",
    source = "Sutskever et al., ICML 2013, equations 3 and 4")
public record Sutskever(@In("(0, ∞)") Schedule learningRate, @In("[0, 1)") Schedule momentum)
    implements UpdateRule, EvaluationWeights, Settings.Momentum<Sutskever> {
  public Sutskever {
    Range.check(Sutskever.class, learningRate, momentum);
  }

  /// A constant learning rate and the defaults.
  public static Sutskever of(double learningRate) {
    return of(constant(learningRate));
  }

  /// Any learning rate and the defaults.
  public static Sutskever of(Schedule learningRate) {
    return new Sutskever(learningRate, constant(0.9));
  }

  @Override
  public List<State> state() {
    return List.of(Slot.decaying("velocity"), Nesterov.ahead(momentum));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public void update(Step step, Block block) {
    Nesterov.update(step, block, momentum, learningRate);
  }

  @Override
  public void evaluationWeights(Step step, Block block) {
    float mu = (float) step.scalar(0);
    float[] w = block.update(), v = block.slot(0);
    for (int i = block.from(); i < block.to(); i++) {
      w[i] -= mu * v[i];
    }
  }
}
