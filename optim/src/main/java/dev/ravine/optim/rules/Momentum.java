package dev.ravine.optim.rules;

import dev.ravine.optim.Block;
import dev.ravine.optim.BlockLoop;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Require;
import dev.ravine.optim.Schedule;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Step;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// SGD with momentum: a velocity builds up in any direction that has a consistent gradient.
///
/// ```
/// v ← momentum · v − (1 − dampening) · learningRate · g
/// θ ← θ + v
/// ```
///
/// | symbol | parameter | default |
/// |---|---|---|
/// | α | `learningRate` | none; the catalogue's is 5e-3 |
/// | μ | `momentum` | 0.9 |
/// | d | `dampening` | 0 |
/// | v | slot `velocity`, from 0 |  |
///
/// **Deviations:** the learning rate is inside the velocity, as in Keras, DJL and the paper.
/// PyTorch and optax keep it outside; with a constant learning rate both give the same steps, after
/// a change theirs apply the new rate to old gradients too. PyTorch does not dampen the first step.
///
/// **When to use it:** with a tuned learning rate it is hard to beat on image networks.
///
/// Polyak: Some methods of speeding up the convergence of iteration methods (USSR Computational
/// Mathematics and Mathematical Physics 4, 1964); Sutskever, Martens, Dahl, Hinton (ICML 2013),
/// equations 1 and 2.
///
/// @param learningRate α
/// @param momentum momentum μ, in [0, 1)
/// @param dampening dampening d, the share of each gradient left out, in [0, 1)
public record Momentum(Schedule learningRate, Schedule momentum, Schedule dampening)
    implements UpdateRule {

  /// Checks the ranges of what does not change.
  public Momentum {
    Require.learningRate(learningRate);
    Require.fraction("momentum", momentum);
    Require.fraction("dampening", dampening);
  }

  /// A constant learning rate and the defaults.
  ///
  /// @param learningRate positive
  /// @return the rule
  public static Momentum of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /// Any learning rate and the defaults.
  ///
  /// @param learningRate a schedule
  /// @return the rule
  public static Momentum of(Schedule learningRate) {
    return new Momentum(learningRate, Schedule.constant(0.9), Schedule.constant(0));
  }

  /// The same rule with another momentum μ.
  ///
  /// @param momentum in [0, 1)
  /// @return a changed copy
  public Momentum momentum(double momentum) {
    return new Momentum(learningRate, Schedule.constant(momentum), dampening);
  }

  /// The same rule with another dampening d, the share of each gradient left out.
  ///
  /// @param dampening in [0, 1)
  /// @return a changed copy
  public Momentum dampening(double dampening) {
    return new Momentum(learningRate, momentum, Schedule.constant(dampening));
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.decaying("velocity"));
  }

  @Override
  public boolean appliesLearningRate() {
    return true;
  }

  @Override
  public BlockLoop begin() {
    return new BlockLoop() {
      private float mu;
      private float lr;

      @Override
      public void begin(Step step) {
        mu = (float) Require.fraction("momentum", step.value(momentum));
        double damped = 1 - Require.fraction("dampening", step.value(dampening));
        lr = (float) (damped * step.value(learningRate));
      }

      @Override
      public void run(Block block) {
        float[] u = block.update();
        float[] v = block.slot(0);
        float mu = this.mu;
        float lr = this.lr;
        for (int i = block.from(); i < block.to(); i++) {
          float velocity = mu * v[i] - lr * u[i];
          v[i] = velocity;
          u[i] = -velocity;
        }
      }
    };
  }

  @Override
  public String toString() {
    return Recipe.print("momentum", this);
  }
}
