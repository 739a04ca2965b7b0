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

/// Nesterov's momentum in its simplified form: the gradient is taken where the velocity will lead.
///
/// ```
/// v′ ← momentum · v − learningRate · g
/// θ ← θ − momentum · v + (1 + momentum′) · v′        v ← v′
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | μ | `momentum`; the next step's is momentum′ | 0.9 |
/// | v | slot `velocity`, from 0 |  |
///
/// **Deviations:** none from the paper's simplified form, which is also that of Deeplearning4j.
/// With a constant learning rate, Keras's parameters are identical; PyTorch and optax give the same
/// steps in other variables.
///
/// **When to use it:** wherever momentum is used; it tolerates a larger μ. θ is the point that has
/// already looked ahead, so the gradient is taken at θ itself; `sutskever` makes the same steps and
/// evaluates where they start from.
///
/// Bengio, Boulanger-Lewandowski, Pascanu: Advances in Optimizing Recurrent Networks (arXiv
/// 1212.0901), equations 6 and 7.
///
/// @param learningRate α
/// @param momentum momentum μ, in [0, 1)
public record Nesterov(Schedule learningRate, Schedule momentum) implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Nesterov {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Nesterov of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Nesterov of(Schedule learningRate) {
    return new Nesterov(learningRate, Schedule.constant(0.9));
  }

  /// The same rule with another momentum μ.
  ///
  /// @param momentum in [0, 1)
  /// @return a changed copy
  public Nesterov momentum(double momentum) {
    return new Nesterov(learningRate, Schedule.constant(momentum));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("velocity"));
  }

  /// How far the parameters look ahead, which a change of the momentum must not forget.
  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("ahead", 0));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float mu;
      private float next;
      private float lr;

      @Override
      public void begin(Step step) {
        double before = step.t() == 1 ? step.value(momentum) : step.scalar(0);
        mu = (float) Require.fraction("momentum", before);
        next = (float) step.scalar(0, Require.fraction("momentum", step.next(momentum)));
        lr = (float) step.value(learningRate);
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float mu = this.mu;
        float next = this.next;
        float lr = this.lr;
        for (int i = block.from(); i < block.to(); i++) {
          float old = v[i];
          float velocity = mu * old - lr * u[i];
          v[i] = velocity;
          u[i] = mu * old - (1 + next) * velocity;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("nesterov", this);
  }
}
