package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Scalar;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;
import java.util.Optional;

/// Nesterov's momentum in Sutskever's form: trained are the weights that look ahead, evaluated
/// those that do not.
///
/// ```
/// v′ ← momentum · v − learningRate · ∇f(w + momentum · v)
/// w ← w + v′        v ← v′        θ = w + momentum′ · v′
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | μ | `momentum`; the next step's is momentum′ | 0.9 |
/// | v | slot `velocity`, from 0 |  |
/// | w | θ − momentum · v, the weights to evaluate with |  |
///
/// **Deviations:** none. The parameters a stepper trains are θ, where gradients are taken, so the
/// steps are those of `nesterov`; the paper's weights w are given for evaluation.
///
/// **When to use it:** to follow the paper to the letter; the difference to `nesterov` is small
/// once steps are.
///
/// Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep
/// learning (ICML 2013), equations 3 and 4.
///
/// @param learningRate α
/// @param momentum momentum μ, in [0, 1)
public record Sutskever(Schedule learningRate, Schedule momentum) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Sutskever {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Sutskever of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Sutskever of(Schedule learningRate) {
    return new Sutskever(learningRate, Schedule.constant(0.9));
  }

  /// The same rule with another momentum μ.
  ///
  /// @param momentum in [0, 1)
  /// @return a changed copy
  public Sutskever momentum(double momentum) {
    return new Sutskever(learningRate, Schedule.constant(momentum));
  }

  private Nesterov steps() {
    return new Nesterov(learningRate, momentum);
  }

  @Override
  public List<Slot> slots() {
    return steps().slots();
  }

  @Override
  public List<Scalar> scalars() {
    return steps().scalars();
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public Optional<BlockLoop> evaluation() {
    return Optional.of(
        new BlockLoop() {
          private float mu;

          @Override
          public void begin(Step step) {
            mu = (float) step.scalar(0);
          }

          @Override
          public void run(Block block) {
            float[] w = block.update();
            float[] v = block.slot(0);
            float mu = this.mu;
            for (int i = block.from(); i < block.to(); i++) {
              w[i] -= mu * v[i];
            }
          }
        });
  }

  @Override
  public BlockLoop begin() {
    return steps().begin();
  }

  @Override
  public String toString() {
    return Recipe.print("sutskever", this);
  }
}
